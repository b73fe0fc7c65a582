package io.redemption;

import io.redemption.events.RedemptionCall;
import io.redemption.events.RedemptionListener.DecisionContradicted;
import io.redemption.events.RedemptionListener.Verdict;
import io.redemption.model.Decision;
import io.redemption.port.AttemptState;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Compares what a person decided about an attempt with what is proven of it. */
final class Decisions {
    private Decisions() {}

    /** Returns what a person decided about an attempt in doubt. */
    static Optional<Decision> of(@Nullable AttemptState state) {
        return state == null
                ? Optional.empty()
                : state.fold(
                        open -> Optional.ofNullable(open.decision()),
                        settled -> Optional.empty(),
                        in -> Optional.empty(),
                        reversed -> Optional.empty(),
                        absent -> Optional.empty());
    }

    /** Reports a decision that a proof contradicts. */
    static void reportIfWrong(CallReporter reporter, RedemptionCall call, Decision decision, Verdict proof) {
        if (isWrong(decision.outcome(), proof)) {
            reporter.report(l -> l.decisionContradicted(new DecisionContradicted(call, decision.outcome(), proof)));
        }
    }

    private static boolean isWrong(Decision.Outcome decided, Verdict proof) {
        return switch (proof) {
            case CONFIRMED, DUPLICATE -> decided == Decision.Outcome.NOT_REDEEMED;
            case ABSENT -> decided == Decision.Outcome.REDEEMED;
            case STILL_UNKNOWN -> false;
        };
    }
}
