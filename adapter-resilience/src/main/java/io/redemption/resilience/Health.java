package io.redemption.resilience;

/** What the end of a send shows about the issuer. */
enum Health {
    /** The issuer answers. */
    GOOD,
    /** The issuer does not answer, or not with a usable answer. */
    BAD,
    /** The send shows nothing about the issuer. */
    NEUTRAL
}
