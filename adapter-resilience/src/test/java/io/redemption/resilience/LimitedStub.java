package io.redemption.resilience;

import io.redemption.BasketOutcome;
import io.redemption.Capabilities;
import io.redemption.Code;
import io.redemption.DeadlineAwarePort;
import io.redemption.Freshness;
import io.redemption.HistoryQuery;
import io.redemption.RedeemableId;
import io.redemption.RedeemableState;
import io.redemption.Redemption;
import io.redemption.RedemptionAttempt;
import io.redemption.RedemptionHistory;
import io.redemption.RedemptionId;
import io.redemption.RedemptionOutcome;
import io.redemption.RedemptionRequest;
import io.redemption.Reversal;
import io.redemption.ReversalOutcome;
import io.redemption.ValidationResult;
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
