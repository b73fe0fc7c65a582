package io.redemption.model;

/** Why an outcome is unknown. */
public enum Doubt {
    /** It was handed to the transport and no answer came: the deadline passed, or the connection broke. */
    NO_ANSWER,
    /** The status says the result, but the rest of the answer was lost, could not be read or is not of the API. */
    ANSWER_UNREADABLE,
    /** The issuer confirmed something other than the request. */
    ECHO_MISMATCH,
    /**
     * The issuer confirmed the request, but with another time than that of this request, and without a transaction id
     * that proves it is ours. It says nothing about the issuer's health, because clocks differ.
     */
    ECHO_OUT_OF_TIME,
    /** The same answer of the issuer holds success and failure. */
    CONTRADICTORY_ANSWER,
    /** The issuer said that the redemption is reversed or does not exist, but still shows it. */
    STILL_SHOWN,
    /** The issuer said that the redemption is reversed or does not exist, and no read could confirm that. */
    NOT_CONFIRMED,
    /** The issuer said that neither the redemption nor the redeemable exists. */
    REDEEMABLE_GONE,
    /** The issuer answered with a status that proves nothing about a write. */
    UNEXPECTED_STATUS,
    /**
     * The issuer's address answered with a redirect, which is not followed. A repeated request would get the same
     * answer.
     */
    REDIRECTED,
    /** A repeated send was refused, perhaps because an earlier one had succeeded. */
    REFUSED_AFTER_RESEND,
    /** The issuer itself reports an unknown outcome. */
    ISSUER_IN_DOUBT,
    /** The adapter broke the contract of the port: it threw, answered null, failed without proof or never ended. */
    BROKEN_ADAPTER,
    /** The caller cancelled after sending. */
    CANCELLED,
    /** The waiting thread was interrupted. */
    INTERRUPTED,
    /** The attempt was begun before, by another caller or before a crash, and its end was not recorded. */
    BEGUN_EARLIER
}
