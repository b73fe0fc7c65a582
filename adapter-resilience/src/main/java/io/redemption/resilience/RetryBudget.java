package io.redemption.resilience;

import io.redemption.internal.Checks;

/**
 * How much may be repeated over time: a bucket of tokens that all calls of a port share. A repetition takes tokens out,
 * a send that is answered puts some back, and with too few tokens nothing is repeated. So calls cannot multiply the
 * load of an issuer that is down: once the bucket is empty, each call is one send. Immutable.
 *
 * @param tokens how many the bucket holds, and has at first
 * @param perRetry how many a repetition takes
 * @param perTimeoutRetry how many a repetition takes whose send before got no answer in time, at least as many
 * @param perSuccess how many an answered send puts back, refusals too
 */
public record RetryBudget(int tokens, int perRetry, int perTimeoutRetry, int perSuccess) {
    /** 100 tokens; 5 for a repetition, 10 after a timeout; 1 back for each answer. */
    public static final RetryBudget DEFAULT = new RetryBudget(100, 5, 10, 1);

    private static final int MOST = 1_000_000;

    /**
     * Checks the components.
     *
     * @param tokens as the component says
     * @param perRetry as the component says
     * @param perTimeoutRetry as the component says
     * @param perSuccess as the component says
     * @throws IllegalArgumentException if a number is out of its range
     */
    public RetryBudget {
        Checks.between("tokens", tokens, 0, MOST);
        Checks.between("tokens per retry", perRetry, 1, MOST);
        Checks.between("tokens per timeout retry", perTimeoutRetry, perRetry, MOST);
        Checks.between("tokens per success", perSuccess, 0, perRetry);
    }
}
