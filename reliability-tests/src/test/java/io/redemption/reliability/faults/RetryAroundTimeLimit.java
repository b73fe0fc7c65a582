package io.redemption.reliability.faults;

import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionOutcome;
import io.redemption.port.RedemptionPort;
import io.redemption.testing.ForwardingRedemptionPort;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** The classic mistake: each send has a time limit, which does not end it, and around that stands a retry. */
final class RetryAroundTimeLimit extends ForwardingRedemptionPort {
    private static final int SENDS = 3;

    private final Duration limit;

    RetryAroundTimeLimit(RedemptionPort delegate, Duration limit) {
        super(delegate);
        this.limit = limit;
    }

    @Override
    public CompletionStage<RedemptionOutcome> redeem(RedemptionAttempt attempt) {
        return send(attempt, 1);
    }

    private CompletionStage<RedemptionOutcome> send(RedemptionAttempt attempt, int number) {
        return super.redeem(attempt)
                .toCompletableFuture()
                .copy()
                .orTimeout(limit.toMillis(), TimeUnit.MILLISECONDS)
                .exceptionallyCompose(tooLate -> send(attempt, number + 1, tooLate));
    }

    private CompletionStage<RedemptionOutcome> send(RedemptionAttempt attempt, int number, Throwable before) {
        return number > SENDS ? CompletableFuture.failedStage(before) : send(attempt, number);
    }
}
