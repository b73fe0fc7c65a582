package io.redemption.testing;

import io.redemption.model.Operation;
import io.redemption.model.RedeemableId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Which calls meet with which mishap. Thread-safe. */
final class Script {
    private final List<Line> lines = new ArrayList<>();

    /** One line of a script, which counts the calls that it sees. */
    private static final class Line {
        private final Operation operation;
        private final Predicate<RedeemableId> about;
        private final boolean any;
        private final boolean once;
        private final int every;
        private final Fault mishap;
        private long seen;

        private Line(CallMatcher occasion, Fault mishap) {
            this.operation = occasion.operation();
            this.about = occasion.about() == null ? id -> true : occasion.about();
            this.any = occasion.about() == null;
            this.once = occasion.once();
            this.every = occasion.every();
            this.mishap = mishap;
        }

        private boolean sees(Invocation<?> call) {
            boolean concerned = call.operation() == operation
                    && (any || call.redeemables().stream().anyMatch(about));
            return concerned && ++seen % every == 0;
        }
    }

    /**
     * When a line applies.
     *
     * @param operation to which operation
     * @param about to which redeemables, or {@code null} for any, and for calls that name none
     * @param once whether it applies to one call only
     * @param every to each how many of these calls, from 1
     */
    record CallMatcher(Operation operation, @Nullable Predicate<RedeemableId> about, boolean once, int every) {}

    synchronized void add(CallMatcher occasion, Fault mishap) {
        lines.add(new Line(occasion, mishap));
    }

    synchronized void clear() {
        lines.clear();
    }

    /** What befalls a call: lines for one call come before standing ones, and earlier lines before later ones. */
    synchronized @Nullable Fault next(Invocation<?> call) {
        Line chosen = null;
        for (Line line : lines) {
            if (line.once && chosen != null && chosen.once) {
                continue;
            }
            if (line.sees(call) && (chosen == null || (line.once && !chosen.once))) {
                chosen = line;
            }
        }
        if (chosen != null && chosen.once) {
            lines.remove(chosen);
        }
        return chosen == null ? null : chosen.mishap;
    }
}
