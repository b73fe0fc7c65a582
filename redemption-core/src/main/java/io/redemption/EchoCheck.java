package io.redemption;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Compares a confirmation with what was asked for. Vert.x 5.2.0 was measured to hand a stray response to the next request
 * on its connection, so a success that echoes something else is no success.
 */
public final class EchoCheck {
    private EchoCheck() {}

    /**
     * The first field in which a confirmation contradicts its attempt: redeemable, user, value or transaction. A
     * transaction id that the issuer dropped or cut is no contradiction, see {@link #evidence}.
     *
     * @param attempt what was asked for
     * @param redemption what the issuer says it recorded
     * @return the field's name, or {@code null} if nothing contradicts
     */
    public static @Nullable String contradiction(RedemptionAttempt attempt, Redemption redemption) {
        RedemptionRequest request = attempt.request();
        if (!redemption.redeemable().equals(request.redeemable())) {
            return "redeemable";
        }
        String user = request.redeemer().userId();
        if (user != null && !user.equals(redemption.redeemer().userId())) {
            return "user_id";
        }
        if (request.value() != null && !request.value().equals(redemption.value())) {
            return "value_used";
        }
        return evidence(attempt, redemption) == MarkerEvidence.CONTRADICTED ? "transaction_id" : null;
    }

    /**
     * What a confirmation teaches about the issuer's way with transaction ids.
     *
     * @param attempt what was asked for
     * @param redemption what the issuer says it recorded
     * @return the lesson; {@link MarkerEvidence#UNKNOWN} if no transaction id was sent
     */
    public static MarkerEvidence evidence(RedemptionAttempt attempt, Redemption redemption) {
        TransactionId sent = attempt.transactionId();
        TransactionId kept = redemption.transactionId();
        if (sent == null) {
            return MarkerEvidence.UNKNOWN;
        }
        if (Objects.equals(sent, kept)) {
            return MarkerEvidence.PROVEN;
        }
        if (kept == null) {
            return MarkerEvidence.DROPPED;
        }
        return sent.value().startsWith(kept.value()) ? MarkerEvidence.TRUNCATED : MarkerEvidence.CONTRADICTED;
    }
}
