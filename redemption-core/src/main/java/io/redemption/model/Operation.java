package io.redemption.model;

/** The operations of the ports, as tickets, listeners and errors name them. */
public enum Operation {
    /** Redeem one redeemable. */
    REDEEM,
    /** Redeem several, all or nothing. */
    REDEEM_ALL,
    /** Take a redemption back. */
    REVERSE,
    /** Find one redemption. */
    FIND,
    /** Read the redemptions of a redeemable. */
    HISTORY,
    /** Read a redeemable. */
    LOOKUP,
    /** Ask for the issuer's advice. */
    VALIDATE
}
