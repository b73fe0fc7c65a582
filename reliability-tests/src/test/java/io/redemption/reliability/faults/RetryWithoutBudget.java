package io.redemption.reliability.faults;

import io.redemption.model.HistoryQuery;
import io.redemption.model.RedeemableId;
import io.redemption.model.RedemptionHistory;
import io.redemption.port.RedemptionPort;
import io.redemption.testing.ForwardingRedemptionPort;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Repeats every read that failed, so that an issuer that is down gets three times its load. */
final class RetryWithoutBudget extends ForwardingRedemptionPort {
    RetryWithoutBudget(RedemptionPort delegate) {
        super(delegate);
    }

    @Override
    public CompletionStage<Optional<RedemptionHistory>> history(RedeemableId redeemable, HistoryQuery query) {
        return super.history(redeemable, query)
                .exceptionallyCompose(first -> super.history(redeemable, query))
                .exceptionallyCompose(second -> super.history(redeemable, query));
    }
}
