package io.redemption.model;

/** The three kinds of redeemable that the Vauchar API knows. Immutable. */
public enum RedeemableKind {
    /** A promotion that many users may redeem, within limits. */
    COUPON,
    /** A single-use code with a value. */
    VOUCHER,
    /** A prepaid balance that is spent in parts. */
    GIFT_CARD
}
