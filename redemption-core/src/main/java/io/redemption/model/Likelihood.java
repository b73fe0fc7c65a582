package io.redemption.model;

/**
 * How likely it is that a write in doubt was executed. For a person who has to decide; the library never decides by it.
 */
public enum Likelihood {
    /** The issuer said success before the doubt began. */
    LIKELY,
    /** Nothing is known. */
    POSSIBLE
}
