package io.redemption.model;

/** How old the answer of a read may be. */
public enum Freshness {
    /** A cache may answer; it never hides a redemption or reversal that this node saw acknowledged. */
    CACHED_OK,
    /** The issuer itself must answer. */
    FROM_ISSUER
}
