package io.redemption.model;

/**
 * Who may redeem a coupon (the API's {@code allowed_users}, read as the enumeration of the vendor's pages of
 * 2017-2018). A user is <i>existing</i> after they redeemed any coupon of the merchant, and <i>new</i> before.
 */
public enum Audience {
    /** All users; 0 on the wire. */
    ALL_USERS,
    /** Only users who have not redeemed a coupon of this merchant; 1 on the wire. */
    NEW_USERS,
    /** Only users who have redeemed a coupon of this merchant; 2 on the wire. */
    EXISTING_USERS
}
