package io.redemption.resilience;

import java.util.concurrent.atomic.AtomicInteger;

/** The tokens of a {@link RetryBudget} that are left. Thread-safe. */
final class TokenBucket {
    private final RetryBudget budget;
    private final AtomicInteger tokens;

    TokenBucket(RetryBudget budget) {
        this.budget = budget;
        this.tokens = new AtomicInteger(budget.tokens());
    }

    /** Takes what a repetition costs; answers whether there was enough, and takes nothing otherwise. */
    boolean take(boolean afterTimeout) {
        int cost = afterTimeout ? budget.perTimeoutRetry() : budget.perRetry();
        int before = tokens.getAndUpdate(left -> left < cost ? left : left - cost);
        return before >= cost;
    }

    /** Puts back what an answer is worth. */
    void answered() {
        if (tokens.get() < budget.tokens()) {
            tokens.getAndUpdate(left -> Math.min(budget.tokens(), left + budget.perSuccess()));
        }
    }
}
