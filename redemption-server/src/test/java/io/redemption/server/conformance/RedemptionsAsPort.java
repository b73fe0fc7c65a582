package io.redemption.server.conformance;

import io.redemption.Redemptions;
import io.redemption.model.BasketOutcome;
import io.redemption.model.Capabilities;
import io.redemption.model.Code;
import io.redemption.model.FailureCode;
import io.redemption.model.Freshness;
import io.redemption.model.HistoryQuery;
import io.redemption.model.RedeemableId;
import io.redemption.model.RedeemableState;
import io.redemption.model.Redemption;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionException;
import io.redemption.model.RedemptionHistory;
import io.redemption.model.RedemptionId;
import io.redemption.model.RedemptionOutcome;
import io.redemption.model.RedemptionRequest;
import io.redemption.model.Reversal;
import io.redemption.model.ReversalOutcome;
import io.redemption.model.ValidationResult;
import io.redemption.port.AbandonableStage;
import io.redemption.port.RedeemablePort;
import io.redemption.port.RedemptionPort;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * Adapts use cases to a port, so that the contract kit can prove them. Adds what only ports must do: null arguments
 * fail the stage, and cancelling is a request.
 */
final class RedemptionsAsPort implements RedemptionPort, RedeemablePort {
    private final Redemptions redemptions;

    RedemptionsAsPort(Redemptions redemptions) {
        this.redemptions = redemptions;
    }

    @Override
    public CompletionStage<RedemptionOutcome> redeem(RedemptionAttempt attempt) {
        return checked(() -> {
            CompletionStage<RedemptionOutcome> outcome = redemptions.redeem(attempt);
            AbandonableStage<RedemptionOutcome> own =
                    new AbandonableStage<>(() -> outcome.toCompletableFuture().cancel(false));
            outcome.whenComplete((answer, thrown) -> {
                if (thrown != null) {
                    own.completeExceptionally(thrown);
                } else {
                    own.complete(answer);
                }
            });
            return own;
        });
    }

    @Override
    public CompletionStage<BasketOutcome> redeemAll(List<RedemptionAttempt> attempts) {
        return checked(() -> redemptions.redeemAll(attempts));
    }

    @Override
    public CompletionStage<ReversalOutcome> reverse(Reversal reversal) {
        return checked(() -> redemptions.reverse(reversal));
    }

    @Override
    public CompletionStage<Optional<Redemption>> find(
            RedeemableId redeemable, RedemptionId redemption, Freshness freshness) {
        return checked(() -> redemptions.find(redeemable, redemption, freshness));
    }

    @Override
    public CompletionStage<Optional<RedemptionHistory>> history(RedeemableId redeemable, HistoryQuery query) {
        return checked(() -> redemptions.history(redeemable, query));
    }

    @Override
    public Capabilities capabilities() {
        return redemptions.capabilities();
    }

    @Override
    public CompletionStage<Optional<RedeemableState>> lookup(RedeemableId id, Freshness freshness) {
        return checked(() -> redemptions.lookup(id, freshness));
    }

    @Override
    public CompletionStage<Optional<RedeemableState>> lookup(Code code) {
        return checked(() -> redemptions.lookup(code));
    }

    @Override
    public CompletionStage<ValidationResult> validate(RedemptionRequest request) {
        return checked(() -> redemptions.validate(request));
    }

    private static <T> CompletionStage<T> checked(Supplier<CompletionStage<T>> call) {
        try {
            return call.get();
        } catch (NullPointerException e) {
            return CompletableFuture.failedStage(
                    new RedemptionException(FailureCode.INVALID_ARGUMENT, "null; nothing was sent"));
        }
    }
}
