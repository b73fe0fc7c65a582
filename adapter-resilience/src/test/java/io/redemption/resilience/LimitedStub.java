package io.redemption.resilience;

import io.redemption.model.BasketOutcome;
import io.redemption.model.Capabilities;
import io.redemption.model.Code;
import io.redemption.model.Freshness;
import io.redemption.model.HistoryQuery;
import io.redemption.model.RedeemableId;
import io.redemption.model.RedeemableState;
import io.redemption.model.Redemption;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionHistory;
import io.redemption.model.RedemptionId;
import io.redemption.model.RedemptionOutcome;
import io.redemption.model.RedemptionRequest;
import io.redemption.model.Reversal;
import io.redemption.model.ReversalOutcome;
import io.redemption.model.ValidationResult;
import io.redemption.port.DeadlineAwarePort;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** A stub that can be given less time, and remembers how much it was given. */
record LimitedStub(StubPort stub, List<Duration> given) implements DeadlineAwarePort {
    @Override
    public DeadlineAwarePort withTimeLeft(Duration timeLeft) {
        given.add(timeLeft);
        return this;
    }

    @Override
    public CompletionStage<RedemptionOutcome> redeem(RedemptionAttempt attempt) {
        return stub.redeem(attempt);
    }

    @Override
    public CompletionStage<BasketOutcome> redeemAll(List<RedemptionAttempt> attempts) {
        return stub.redeemAll(attempts);
    }

    @Override
    public CompletionStage<ReversalOutcome> reverse(Reversal reversal) {
        return stub.reverse(reversal);
    }

    @Override
    public CompletionStage<Optional<Redemption>> find(
            RedeemableId redeemable, RedemptionId redemption, Freshness freshness) {
        return stub.find(redeemable, redemption, freshness);
    }

    @Override
    public CompletionStage<Optional<RedemptionHistory>> history(RedeemableId redeemable, HistoryQuery query) {
        return stub.history(redeemable, query);
    }

    @Override
    public Capabilities capabilities() {
        return stub.capabilities();
    }

    @Override
    public CompletionStage<Optional<RedeemableState>> lookup(RedeemableId id, Freshness freshness) {
        return stub.lookup(id, freshness);
    }

    @Override
    public CompletionStage<Optional<RedeemableState>> lookup(Code code) {
        return stub.lookup(code);
    }

    @Override
    public CompletionStage<ValidationResult> validate(RedemptionRequest request) {
        return stub.validate(request);
    }
}
