package io.redemption.model;

/** Why an outcome is unknown. */
public enum Doubt {
    /** It was handed to the transport and no answer came: the deadline passed, or the connection broke. */
    NO_ANSWER,
    /** A status came that decides, but the rest of the answer was lost, could not be read or is not the API's. */
    ANSWER_UNREADABLE,
    /** The issuer said success for something else than was asked for. */
    ECHO_MISMATCH,
    /**
     * The issuer said success for what was asked for, but its time is not that of this request, and no transaction id
     * of our own shows that it is ours all the same. Says nothing about the issuer's health: clocks differ.
     */
    ECHO_OUT_OF_TIME,
    /** The issuer said success and told a failure in the same answer. */
    CONTRADICTORY_ANSWER,
    /** The issuer said that the redemption is taken back, or not there, but shows it still. */
    STILL_SHOWN,
    /** The issuer said that the redemption is taken back, or not there, and no read could confirm that. */
    NOT_CONFIRMED,
    /** The issuer said that the redemption is not there, and that what was redeemed is not there either. */
    REDEEMABLE_GONE,
    /** The issuer answered with a status that says nothing certain about a write. */
    UNEXPECTED_STATUS,
    /** The issuer's address answered with a redirect, which is not followed, and would be answered again. */
    REDIRECTED,
    /** A repeated send was refused, perhaps because an earlier one had succeeded. */
    REFUSED_AFTER_RESEND,
    /** The issuer itself says that it does not know. */
    ISSUER_IN_DOUBT,
    /** The adapter broke the contract of the port: it threw, answered null, failed without proof or never ended. */
    BROKEN_ADAPTER,
    /** The caller went away after sending. */
    CANCELLED,
    /** The waiting thread was interrupted. */
    INTERRUPTED,
    /** The attempt was begun before, by another caller or before a crash, and its end was not recorded. */
    BEGUN_EARLIER
}
