package io.redemption;

/** What was learned from an issuer's confirmations about its way with transaction ids. Learned, not declared. */
public enum MarkerEvidence {
    /** Nothing yet. */
    UNKNOWN,
    /** It keeps them as sent: our marker, if it is not listed, was not redeemed. */
    PROVEN,
    /** It keeps only their beginning. */
    TRUNCATED,
    /** It keeps none. */
    DROPPED,
    /** It answered with another one: the confirmation is somebody else's. */
    CONTRADICTED
}
