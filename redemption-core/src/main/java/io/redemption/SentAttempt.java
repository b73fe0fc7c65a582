package io.redemption;

import io.redemption.model.RedemptionOutcome;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One send of an attempt; passes its end on. An object of its own, because a function for each end would be two. */
final class SentAttempt implements GuardedCall.Receiver<RedemptionOutcome> {
    private final RedeemOperation operation;
    private final AttemptInFlight flight;
    private final long number;
    private final Instant sentAt;

    SentAttempt(RedeemOperation operation, AttemptInFlight flight, long number, Instant sentAt) {
        this.operation = operation;
        this.flight = flight;
        this.number = number;
        this.sentAt = sentAt;
    }

    @Override
    public void ended(@Nullable RedemptionOutcome outcome, @Nullable Throwable thrown) {
        operation.afterSend(flight, sentAt, outcome, thrown);
    }

    @Override
    public void endedLate(@Nullable RedemptionOutcome outcome, @Nullable Throwable thrown) {
        operation.afterLateEnd(flight, number, sentAt, outcome);
    }
}
