package io.redemption;

import io.redemption.model.FailureCode;
import io.redemption.model.Redeemed;
import io.redemption.model.RedemptionException;
import io.redemption.model.RedemptionOutcome;
import io.redemption.model.Refused;
import io.redemption.model.Resolution;
import io.redemption.model.Resolution.StillUnknown;
import io.redemption.model.Unknown;
import io.redemption.model.Violation;
import io.redemption.model.ViolationCode;
import java.util.Optional;

/**
 * Looks at the issuer's record before an attempt is sent that the journal does not know: an earlier process, or another
 * node, may have sent it. Finding it ends the call; finding nothing lets it be sent, though an earlier send may still
 * arrive.
 */
final class FirstLook {
    private FirstLook() {}

    /**
     * How a call ends after the look, or empty if the attempt may be sent.
     *
     * @throws RedemptionException if nobody can look
     */
    static Optional<RedemptionOutcome> outcome(Resolution seen, Unknown begunEarlier) {
        return seen.fold(
                confirmed -> Optional.of(new Redeemed(confirmed.redemption(), true)),
                absent -> Optional.empty(),
                duplicate -> Optional.of(begunEarlier),
                FirstLook::undecided);
    }

    private static Optional<RedemptionOutcome> undecided(StillUnknown still) {
        return switch (still.why()) {
            case TOO_EARLY, LIST_NOT_COMPLETE, MARKER_NOT_PROVEN, CANDIDATES_FOUND ->
                still.found().isEmpty() ? Optional.empty() : Optional.of(new Unknown(still.ticket()));
            case REDEEMABLE_GONE, NO_MARKER -> Optional.empty();
            case MARKER_TAKEN ->
                Optional.of(Refused.of(Violation.of(ViolationCode.TRANSACTION_REUSED, "redeemed", "yes")));
            case NOT_READABLE ->
                throw new RedemptionException(
                        FailureCode.NOT_REACHABLE,
                        "the issuer cannot be read, so nobody knows whether this attempt was sent before; nothing was sent");
        };
    }
}
