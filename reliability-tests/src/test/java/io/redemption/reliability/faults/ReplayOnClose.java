package io.redemption.reliability.faults;

import io.redemption.Doubt;
import io.redemption.RedemptionAttempt;
import io.redemption.RedemptionOutcome;
import io.redemption.RedemptionPort;
import io.redemption.Unknown;
import io.redemption.reliability.ForwardingPort;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** What some HTTP clients do in silence: a connection that was closed without an answer is taken for one that was stale. */
final class ReplayOnClose extends ForwardingPort {
    ReplayOnClose(RedemptionPort delegate) {
        super(delegate);
    }

    @Override
    public CompletionStage<RedemptionOutcome> redeem(RedemptionAttempt attempt) {
        return super.redeem(attempt)
                .thenCompose(outcome ->
                        outcome instanceof Unknown unknown && unknown.ticket().doubt() == Doubt.NO_ANSWER
                                ? super.redeem(attempt)
                                : CompletableFuture.completedStage(outcome));
    }
}
