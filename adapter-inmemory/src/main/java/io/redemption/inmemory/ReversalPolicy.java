package io.redemption.inmemory;

/**
 * Says what a reversal restores. What is not restored stays used forever, although the redemption is no longer active.
 * Immutable.
 *
 * @param use whether a reversed redemption stops counting towards the total limit
 * @param userSlot whether it stops counting towards the user's limit; a user is new again once none of their coupon
 *     redemptions counts
 * @param balance whether the value returns to the gift card
 * @param voucher whether a single-use voucher can be redeemed again
 */
public record ReversalPolicy(boolean use, boolean userSlot, boolean balance, boolean voucher) {
    /** Everything, as if the redemption had never been made. The default. */
    public static final ReversalPolicy ALL = new ReversalPolicy(true, true, true, true);

    /** Nothing: a reversal only removes the redemption from the history. */
    public static final ReversalPolicy NOTHING = new ReversalPolicy(false, false, false, false);
}
