package io.redemption.cache;

/**
 * What was read, after the check against what this node knows. Immutable.
 *
 * @param answer the answer, corrected if need be
 * @param asRead the issuer's own answer
 * @param passed whether the issuer's own answer passed the check, so that it may be kept
 * @param <T> the type of the answer
 */
record VerifiedRead<T>(T answer, T asRead, boolean passed) {
    /** An answer that stands as it was read. */
    static <T> VerifiedRead<T> passed(T answer) {
        return new VerifiedRead<>(answer, answer, true);
    }
}
