package io.redemption;

/** Why an outcome is unknown. */
public enum Doubt {
    /** It was handed to the transport and no answer came: the deadline passed, or the connection broke. */
    NO_ANSWER,
    /** The issuer said success, but the rest of its answer was lost or could not be read. */
    ANSWER_UNREADABLE,
    /** The issuer said success for something else than was asked for. */
    ECHO_MISMATCH,
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
