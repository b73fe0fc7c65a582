package io.redemption.model;

import io.redemption.internal.Checks;

/**
 * A request to reverse a redemption (the API's DELETE). Immutable.
 *
 * @param redeemable what was redeemed
 * @param redemption the redemption to reverse
 */
public record Reversal(RedeemableId redeemable, RedemptionId redemption) {
    /**
     * Checks the components.
     *
     * @throws NullPointerException if one is missing
     */
    public Reversal {
        Checks.required("redeemable", redeemable);
        Checks.required("redemption", redemption);
    }

    /**
     * Returns the reversal of a redemption.
     *
     * @param redemption what is reversed
     * @return the reversal
     */
    public static Reversal of(Redemption redemption) {
        Checks.required("redemption", redemption);
        return new Reversal(redemption.redeemable(), redemption.id());
    }
}
