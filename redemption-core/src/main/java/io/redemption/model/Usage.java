package io.redemption.model;

import io.redemption.internal.Checks;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What redemptions have changed about a redeemable, and what is known of the user in question. Each figure is
 * {@code null} if the issuer does not return it; a rule that needs an unknown figure finds nothing. Immutable.
 *
 * @param redemptions how many redemptions are active, from 0
 * @param redemptionsByUser how many of them are by the user in question, from 0
 * @param existingUser whether that user has redeemed any coupon of the merchant
 * @param redeemed whether at least one redemption is active (the voucher's {@code redeemed})
 * @param redeemedAt when the newest active redemption was made (the voucher's {@code redeemed_date})
 * @param balance what is left on a gift card
 */
public record Usage(
        @Nullable Long redemptions,
        @Nullable Long redemptionsByUser,
        @Nullable Boolean existingUser,
        @Nullable Boolean redeemed,
        @Nullable Instant redeemedAt,
        @Nullable Amount balance) {
    /** Nothing is known. */
    public static final Usage UNKNOWN = new Usage(null, null, null, null, null, null);

    /**
     * Checks the components.
     *
     * @throws IllegalArgumentException if a count is negative
     */
    public Usage {
        if (redemptions != null && redemptions < 0) {
            throw Checks.unexpected("redemptions", redemptions, "0 or more");
        }
        if (redemptionsByUser != null && redemptionsByUser < 0) {
            throw Checks.unexpected("redemptions by user", redemptionsByUser, "0 or more");
        }
    }

    /**
     * Returns a gift card's usage with the balance only.
     *
     * @param balance what is left
     * @return the usage
     */
    public static Usage ofBalance(Amount balance) {
        return new Usage(null, null, null, null, null, Checks.required("balance", balance));
    }

    /**
     * Returns a voucher's usage as the API returns it.
     *
     * @param redeemed whether it is used up
     * @param redeemedAt when, or {@code null} if it is not known
     * @return the usage
     */
    public static Usage ofVoucher(boolean redeemed, @Nullable Instant redeemedAt) {
        return new Usage(null, null, null, redeemed, redeemedAt, null);
    }
}
