package io.redemption.tck;

import io.redemption.model.Redemption;
import io.redemption.model.RedemptionOutcome;
import io.redemption.model.ReversalOutcome;
import java.util.Optional;

/** What an outcome is, for clauses that expect no details. */
final class Outcomes {
    private Outcomes() {}

    static boolean isRedeemed(RedemptionOutcome outcome) {
        return redemption(outcome).isPresent();
    }

    /** Returns the redemption of a success; otherwise nothing. */
    static Optional<Redemption> redemption(RedemptionOutcome outcome) {
        return outcome.fold(
                redeemed -> Optional.of(redeemed.redemption()),
                refused -> Optional.empty(),
                unknown -> Optional.empty());
    }

    static boolean isReversed(ReversalOutcome outcome) {
        return outcome.fold(reversed -> true, nothing -> false, refused -> false, unknown -> false);
    }
}
