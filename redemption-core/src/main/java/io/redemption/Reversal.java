package io.redemption;

/**
 * The wish to take a redemption back (the API's DELETE). Immutable.
 *
 * @param redeemable what was redeemed
 * @param redemption the redemption to take back
 */
public record Reversal(RedeemableId redeemable, RedemptionId redemption) {
    /**
     * The reversal of a redemption.
     *
     * @param redemption what is taken back
     * @return the reversal
     */
    public static Reversal of(Redemption redemption) {
        return new Reversal(redemption.redeemable(), redemption.id());
    }
}
