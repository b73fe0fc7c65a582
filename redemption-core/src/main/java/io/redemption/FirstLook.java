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
 * Decides what follows from reading the issuer's record before an attempt that the journal does not know is sent.
 * Another process may have sent it. If it is found, the call ends. If not, it is sent, although an earlier send may
 * still arrive.
 */
final class FirstLook {
    private FirstLook() {}

    /**
     * Returns the outcome of the call, or empty if the attempt may be sent.
     *
     * @throws RedemptionException if the issuer cannot be read
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
            case DUPLICATE -> Optional.of(new Unknown(still.ticket()));
            case MARKER_TAKEN ->
                Optional.of(Refused.of(Violation.of(ViolationCode.TRANSACTION_REUSED, "redeemed", "yes")));
            case NOT_READABLE ->
                throw new RedemptionException(
                        FailureCode.NOT_REACHABLE,
                        "the issuer cannot be read, so it is not known whether this attempt was sent before; "
                                + "nothing was sent");
        };
    }
}
