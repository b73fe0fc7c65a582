package io.redemption.inmemory;

/**
 * What a reversal gives back. What is not given back counts as used for ever, though the redemption is not active any
 * more. Immutable.
 *
 * @param use whether a reversed redemption stops counting towards the total limit
 * @param userSlot whether it stops counting towards the user's limit; the user of a coupon is new again once no coupon
 *     redemption of hers counts
 * @param balance whether the value returns to the gift card
 * @param voucher whether a single-use voucher can be redeemed again
 */
public record ReversalPolicy(boolean use, boolean userSlot, boolean balance, boolean voucher) {
    /** Everything, as if the redemption had never been. The default. */
    public static final ReversalPolicy ALL = new ReversalPolicy(true, true, true, true);

    /** Nothing: a reversal only takes the redemption out of the history. */
    public static final ReversalPolicy NOTHING = new ReversalPolicy(false, false, false, false);
}
