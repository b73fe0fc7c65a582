package io.redemption.model;

import io.redemption.internal.Checks;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One recorded use of a redeemable, with every field that the API returns. Holds personal data, which {@link #toString}
 * does not show. Immutable.
 *
 * @param id the issuer's id
 * @param redeemable what was redeemed
 * @param redeemer the user who redeemed; absent fields are {@code null}
 * @param value the amount, or {@code null} if it was not stated
 * @param transactionId the transaction id as the issuer stores it, or {@code null} if it has none
 * @param customerId the issuer's id of the user, or {@code null}; gift-card redemptions have none
 * @param teamId the team that redeemed, or {@code null}; gift-card redemptions have none
 * @param createdAt when it was made, by the issuer's clock; the API has whole seconds
 * @param href the issuer's link to it, as text, or {@code null}; it may point to a foreign host and is never requested
 */
public record Redemption(
        RedemptionId id,
        RedeemableId redeemable,
        Redeemer redeemer,
        @Nullable Amount value,
        @Nullable TransactionId transactionId,
        @Nullable String customerId,
        @Nullable String teamId,
        Instant createdAt,
        @Nullable String href) {
    /**
     * Checks the components.
     *
     * @param id as the component says
     * @param redeemable as the component says
     * @param redeemer as the component says
     * @param value as the component says
     * @param transactionId as the component says
     * @param customerId as the component says
     * @param teamId as the component says
     * @param createdAt as the component says
     * @param href as the component says
     * @throws NullPointerException if id, redeemable, redeemer or time is missing
     */
    public Redemption {
        Checks.required("id", id);
        Checks.required("redeemable", redeemable);
        Checks.required("redeemer", redeemer);
        Checks.required("createdAt", createdAt);
    }

    /** {@return id, redeemable, value and time; nothing of the redeemer} */
    @Override
    public String toString() {
        return "Redemption[" + id + " of " + redeemable + (value == null ? "" : ", " + value) + ", " + createdAt + "]";
    }
}
