package io.redemption.resilience;

/** Says whether another send of the same call may follow. */
enum RetryDecision {
    /** None may follow. */
    NEVER(1, false),
    /** One may follow, if this was the first. */
    ONCE(2, false),
    /** One may follow, up to the call's limit of sends. */
    YES(Integer.MAX_VALUE, false),
    /**
     * As {@link #YES}, but at the higher cost: a send that timed out has cost the issuer, and will probably do so
     * again.
     */
    AFTER_TIMEOUT(Integer.MAX_VALUE, true);

    private final int maxSends;
    private final boolean afterTimeout;

    RetryDecision(int maxSends, boolean afterTimeout) {
        this.maxSends = maxSends;
        this.afterTimeout = afterTimeout;
    }

    /** Returns whether one more may follow after this many. */
    boolean allowsAfter(int sends) {
        return sends < maxSends;
    }

    boolean afterTimeout() {
        return afterTimeout;
    }
}
