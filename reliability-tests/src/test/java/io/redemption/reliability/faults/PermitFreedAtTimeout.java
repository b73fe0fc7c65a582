package io.redemption.reliability.faults;

import io.redemption.model.FailureCode;
import io.redemption.model.HistoryQuery;
import io.redemption.model.RedeemableId;
import io.redemption.model.RedemptionException;
import io.redemption.model.RedemptionHistory;
import io.redemption.port.RedemptionPort;
import io.redemption.testing.ForwardingRedemptionPort;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** A bulkhead that gives the permit back when its caller's time is over, while the send below runs on. */
final class PermitFreedAtTimeout extends ForwardingRedemptionPort {
    private final Semaphore permits;
    private final Duration limit;

    PermitFreedAtTimeout(RedemptionPort delegate, int permits, Duration limit) {
        super(delegate);
        this.permits = new Semaphore(permits);
        this.limit = limit;
    }

    @Override
    public CompletionStage<Optional<RedemptionHistory>> history(RedeemableId redeemable, HistoryQuery query) {
        if (!permits.tryAcquire()) {
            return CompletableFuture.failedStage(new RedemptionException(FailureCode.OVERLOADED, "full"));
        }
        return super.history(redeemable, query)
                .toCompletableFuture()
                .copy()
                .orTimeout(limit.toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((answer, thrown) -> permits.release());
    }
}
