package io.redemption.reliability.faults;

import io.redemption.model.Doubt;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionOutcome;
import io.redemption.model.Unknown;
import io.redemption.port.RedemptionPort;
import io.redemption.testing.ForwardingRedemptionPort;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * What some HTTP clients do in silence: a connection that was closed without an answer is taken for one that was stale.
 */
final class ReplayOnClose extends ForwardingRedemptionPort {
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
