package io.redemption.resilience;

/** Whether a send may be followed by another one of the same call. */
enum RetryDecision {
    /** It is the last. */
    NEVER(1, false),
    /** By one more, if it was the first. */
    ONCE(2, false),
    /** As long as the call's limit of sends allows. */
    YES(Integer.MAX_VALUE, false),
    /**
     * Likewise, but at the higher price: what has timed out once has cost the issuer, and will probably do so again.
     */
    AFTER_TIMEOUT(Integer.MAX_VALUE, true);

    private final int maxSends;
    private final boolean afterTimeout;

    RetryDecision(int maxSends, boolean afterTimeout) {
        this.maxSends = maxSends;
        this.afterTimeout = afterTimeout;
    }

    /** Whether there may be one more after so many. */
    boolean allowsAfter(int sends) {
        return sends < maxSends;
    }

    boolean afterTimeout() {
        return afterTimeout;
    }
}
