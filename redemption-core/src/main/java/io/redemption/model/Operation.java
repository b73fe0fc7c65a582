package io.redemption.model;

/** The operations of the ports, in tickets, events and errors. */
public enum Operation {
    /** Redeem one redeemable. */
    REDEEM,
    /** Redeem several, all or nothing. */
    REDEEM_ALL,
    /** Reverse a redemption. */
    REVERSE,
    /** Find one redemption. */
    FIND,
    /** Read the redemptions of a redeemable. */
    HISTORY,
    /** Read a redeemable. */
    LOOKUP,
    /** Check a request in advance. */
    VALIDATE,
    /** Ask whether the issuer is there and accepts the credentials. */
    PROBE
}
