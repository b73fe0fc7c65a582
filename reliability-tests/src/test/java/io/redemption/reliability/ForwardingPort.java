package io.redemption.reliability;

import io.redemption.model.BasketOutcome;
import io.redemption.model.Capabilities;
import io.redemption.model.Freshness;
import io.redemption.model.HistoryQuery;
import io.redemption.model.RedeemableId;
import io.redemption.model.Redemption;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionHistory;
import io.redemption.model.RedemptionId;
import io.redemption.model.RedemptionOutcome;
import io.redemption.model.Reversal;
import io.redemption.model.ReversalOutcome;
import io.redemption.port.RedemptionPort;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Passes everything on. What extends it does one thing differently, often wrong, for a check to catch. */
public abstract class ForwardingPort implements RedemptionPort {
    private final RedemptionPort delegate;

    /** A port that passes everything on to this one. */
    protected ForwardingPort(RedemptionPort delegate) {
        this.delegate = delegate;
    }

    @Override
    public CompletionStage<RedemptionOutcome> redeem(RedemptionAttempt attempt) {
        return delegate.redeem(attempt);
    }

    @Override
    public CompletionStage<BasketOutcome> redeemAll(List<RedemptionAttempt> attempts) {
        return delegate.redeemAll(attempts);
    }

    @Override
    public CompletionStage<ReversalOutcome> reverse(Reversal reversal) {
        return delegate.reverse(reversal);
    }

    @Override
    public CompletionStage<Optional<Redemption>> find(
            RedeemableId redeemable, RedemptionId redemption, Freshness freshness) {
        return delegate.find(redeemable, redemption, freshness);
    }

    @Override
    public CompletionStage<Optional<RedemptionHistory>> history(RedeemableId redeemable, HistoryQuery query) {
        return delegate.history(redeemable, query);
    }

    @Override
    public Capabilities capabilities() {
        return delegate.capabilities();
    }
}
