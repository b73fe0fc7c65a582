package io.redemption.testing;

import io.redemption.model.Operation;
import io.redemption.model.RedeemableId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The faults that are scripted, and the calls that they apply to. Thread-safe. */
final class Script {
    private final List<ScriptedFault> faults = new ArrayList<>();

    /** One scripted fault, which counts the calls that match it. */
    private static final class ScriptedFault {
        private final Operation operation;
        private final Predicate<RedeemableId> about;
        private final boolean any;
        private final boolean once;
        private final int every;
        private final Fault fault;
        private long seen;

        private ScriptedFault(CallMatcher matcher, Fault fault) {
            this.operation = matcher.operation();
            this.about = matcher.about() == null ? id -> true : matcher.about();
            this.any = matcher.about() == null;
            this.once = matcher.once();
            this.every = matcher.every();
            this.fault = fault;
        }

        private boolean sees(Invocation<?> call) {
            boolean concerned = call.operation() == operation
                    && (any || call.redeemables().stream().anyMatch(about));
            return concerned && ++seen % every == 0;
        }
    }

    /**
     * Selects calls.
     *
     * @param operation the operation
     * @param about the redeemables, or {@code null} for any, including calls that name none
     * @param once whether only one call is selected
     * @param every which of the matching calls: each n-th, from 1
     */
    record CallMatcher(Operation operation, @Nullable Predicate<RedeemableId> about, boolean once, int every) {}

    synchronized void add(CallMatcher matcher, Fault fault) {
        faults.add(new ScriptedFault(matcher, fault));
    }

    synchronized void clear() {
        faults.clear();
    }

    /** Returns the fault of a call: faults of one call come first, and earlier faults before later ones. */
    synchronized @Nullable Fault next(Invocation<?> call) {
        ScriptedFault chosen = null;
        for (ScriptedFault scripted : faults) {
            if (scripted.once && chosen != null && chosen.once) {
                continue;
            }
            if (scripted.sees(call) && (chosen == null || (scripted.once && !chosen.once))) {
                chosen = scripted;
            }
        }
        if (chosen != null && chosen.once) {
            faults.remove(chosen);
        }
        return chosen == null ? null : chosen.fault;
    }
}
