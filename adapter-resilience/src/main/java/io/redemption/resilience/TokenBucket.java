package io.redemption.resilience;

import java.util.concurrent.atomic.AtomicInteger;

/** Holds the remaining tokens of a {@link RetryBudget}. Thread-safe. */
final class TokenBucket {
    private final RetryBudget budget;
    private final AtomicInteger tokens;

    TokenBucket(RetryBudget budget) {
        this.budget = budget;
        this.tokens = new AtomicInteger(budget.tokens());
    }

    /** Takes the cost of a repetition, and returns true; takes nothing if there are too few tokens. */
    boolean take(boolean afterTimeout) {
        int cost = afterTimeout ? budget.perTimeoutRetry() : budget.perRetry();
        int before = tokens.getAndUpdate(left -> left < cost ? left : left - cost);
        return before >= cost;
    }

    /** Puts back the tokens for an answered send. */
    void answered() {
        if (tokens.get() < budget.tokens()) {
            tokens.getAndUpdate(left -> Math.min(budget.tokens(), left + budget.perSuccess()));
        }
    }
}
