package io.redemption.resilience;

/** What the end of a send says about the issuer. */
enum Health {
    /** It answers. */
    GOOD,
    /** It does not answer, or not with anything of use. */
    BAD,
    /** Nothing. */
    NEUTRAL
}
