package io.redemption.tck;

/** What an issuer's policy can restore when a redemption is reversed. The contract assumes all by default. */
public enum RestoredOnReversal {
    /** The use that counted against a coupon's total limit. */
    USE,
    /** The use that counted against a coupon's limit per user. */
    USER_SLOT,
    /** A single-use voucher: it can be redeemed again. */
    VOUCHER,
    /** The value that was taken from a gift card. */
    BALANCE,
    /** The user's status: one whose only coupon redemption is reversed is a new user again. */
    AUDIENCE
}
