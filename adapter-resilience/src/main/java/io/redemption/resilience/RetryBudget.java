package io.redemption.resilience;

import io.redemption.internal.Checks;

/**
 * Limits repetitions over time: a bucket of tokens that all calls of a port share. A repetition takes tokens, an
 * answered send puts some back, and with too few tokens nothing is repeated. So calls cannot multiply the load of an
 * issuer that is down: with an empty bucket, each call is one send. Immutable.
 *
 * @param tokens how many the bucket holds at most, and at first
 * @param perRetry how many a repetition takes
 * @param perTimeoutRetry how many a repetition takes after a send without an answer in time; at least {@code perRetry}
 * @param perSuccess how many an answered send puts back; a refusal is an answer
 */
public record RetryBudget(int tokens, int perRetry, int perTimeoutRetry, int perSuccess) {
    /** 100 tokens; 5 for a repetition, 10 after a timeout; 1 back for each answer. */
    public static final RetryBudget DEFAULT = new RetryBudget(100, 5, 10, 1);

    private static final int MOST = 1_000_000;

    /**
     * Checks the components.
     *
     * @throws IllegalArgumentException if a number is out of its range
     */
    public RetryBudget {
        Checks.between("tokens", tokens, 0, MOST);
        Checks.between("tokens per retry", perRetry, 1, MOST);
        Checks.between("tokens per timeout retry", perTimeoutRetry, perRetry, MOST);
        Checks.between("tokens per success", perSuccess, 0, perRetry);
    }
}
