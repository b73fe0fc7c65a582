package io.redemption.cache;

/**
 * An answer after the check against the acknowledged writes. Immutable.
 *
 * @param answer the answer, corrected where it failed the check
 * @param asRead the issuer's own answer
 * @param passed whether the issuer's own answer passed the check, so that it may be kept
 * @param <T> the type of the answer
 */
record VerifiedRead<T>(T answer, T asRead, boolean passed) {
    /** Returns an answer that passed the check as it was read. */
    static <T> VerifiedRead<T> passed(T answer) {
        return new VerifiedRead<>(answer, answer, true);
    }
}
