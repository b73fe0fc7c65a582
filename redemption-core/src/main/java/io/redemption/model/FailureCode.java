package io.redemption.model;

/**
 * Why a call failed. On a write each code proves that nothing happened. On a read it says only that the read failed.
 */
public enum FailureCode {
    /** No connection to the issuer could be made. */
    NOT_REACHABLE,
    /**
     * The issuer does not accept the credentials, or does not allow this with them. If others are available by now,
     * {@link RedemptionException#retryAfter} is zero.
     */
    NOT_AUTHORISED,
    /** The merchant's account with the issuer lacks funds (HTTP 402); not a gift card's balance. */
    PAYMENT_REQUIRED,
    /** The issuer asks to try again later; see {@link RedemptionException#retryAfter}. */
    THROTTLED,
    /** Our circuit breaker is open, because recent calls failed too often. */
    BREAKER_OPEN,
    /** Our own limit of calls or queued sends is reached. */
    OVERLOADED,
    /** The deadline passed before anything was sent; on a read, before the answer was complete. */
    DEADLINE_EXCEEDED,
    /** The request does not match the issuer's interface: a wrong base URI, header or version. */
    MISCONFIGURED,
    /** The issuer or the adapter cannot do this; see {@link Capability}. */
    NOT_SUPPORTED,
    /** The caller cancelled before anything was sent. */
    CANCELLED,
    /** The port was closed before. */
    CLOSED,
    /** An argument cannot be sent; the message names it. */
    INVALID_ARGUMENT,
    /** A read could not prove that what it looked for is absent. */
    INCOMPLETE,
    /** A read was answered with something that cannot be understood, or is too large. */
    UNREADABLE,
    /** A read was answered with an error of the issuer. */
    ISSUER_FAILED,
    /** A blocking call was made on a thread that must not block. */
    WOULD_BLOCK,
    /** A rule threw an exception. */
    BROKEN_RULE,
    /** The attempt journal could not record the attempt. */
    JOURNAL_FAILED,
    /** The attempt journal has no room for another attempt; what it knows is still answered. */
    JOURNAL_FULL,
    /**
     * The attempt may have been sent before: another process or another {@code Redemptions} prepared it, and the
     * journal does not survive restarts. {@code recover} looks for it; with {@code redeemFirst} the caller guarantees
     * that it was never sent.
     */
    ORIGIN_UNKNOWN,
    /**
     * A clock, a source of ids or another component that the library calls threw before anything was sent, or a library
     * of a wrong version is on the class path.
     */
    BROKEN_COMPONENT,
    /** The adapter broke the contract of the port on a read. */
    BROKEN_ADAPTER
}
