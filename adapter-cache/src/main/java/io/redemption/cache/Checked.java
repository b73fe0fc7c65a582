package io.redemption.cache;

/**
 * What was read, after the check against what this node knows. Immutable.
 *
 * @param answer the answer, corrected if need be
 * @param passed whether the issuer's own answer passed the check, so that it may be kept
 * @param <T> the type of the answer
 */
record Checked<T>(T answer, boolean passed) {}
