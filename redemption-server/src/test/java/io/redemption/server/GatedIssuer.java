package io.redemption.server;

import io.redemption.inmemory.InMemoryRedemptionPort;
import io.redemption.model.BasketOutcome;
import io.redemption.model.Capabilities;
import io.redemption.model.CataloguePage;
import io.redemption.model.CatalogueQuery;
import io.redemption.model.Code;
import io.redemption.model.Freshness;
import io.redemption.model.HistoryQuery;
import io.redemption.model.Redeemable;
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
import io.redemption.port.IssuingPort;
import io.redemption.port.RedeemablePort;
import io.redemption.port.RedemptionPort;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;

/** An issuer whose redeem, reverse and history a test answers; and issuing; for the rest one in memory. */
final class GatedIssuer implements RedemptionPort, RedeemablePort, IssuingPort {
    final InMemoryRedemptionPort inMemory = InMemoryRedemptionPort.create();
    volatile Capabilities capabilities = inMemory.capabilities();
    volatile Function<RedemptionAttempt, CompletionStage<RedemptionOutcome>> onRedeem = inMemory::redeem;
    volatile Function<Reversal, CompletionStage<ReversalOutcome>> onReverse = inMemory::reverse;
    volatile Function<HistoryQuery, CompletionStage<Optional<RedemptionHistory>>> onHistory =
            query -> CompletableFuture.completedStage(Optional.empty());

    volatile Function<List<? extends Redeemable>, CompletionStage<List<RedeemableId>>> onIssue = inMemory::issueAll;

    final Queue<Freshness> found = new ConcurrentLinkedQueue<>();

    @Override
    public CompletionStage<RedemptionOutcome> redeem(RedemptionAttempt attempt) {
        return onRedeem.apply(attempt);
    }

    @Override
    public CompletionStage<BasketOutcome> redeemAll(List<RedemptionAttempt> attempts) {
        return inMemory.redeemAll(attempts);
    }

    @Override
    public CompletionStage<ReversalOutcome> reverse(Reversal reversal) {
        return onReverse.apply(reversal);
    }

    @Override
    public CompletionStage<Optional<Redemption>> find(
            RedeemableId redeemable, RedemptionId redemption, Freshness freshness) {
        found.add(freshness);
        return inMemory.find(redeemable, redemption, freshness);
    }

    @Override
    public CompletionStage<Optional<RedemptionHistory>> history(RedeemableId redeemable, HistoryQuery query) {
        return onHistory.apply(query);
    }

    @Override
    public Capabilities capabilities() {
        return capabilities;
    }

    @Override
    public CompletionStage<Optional<RedeemableState>> lookup(RedeemableId id, Freshness freshness) {
        return inMemory.lookup(id, freshness);
    }

    @Override
    public CompletionStage<Optional<RedeemableState>> lookup(Code code) {
        return inMemory.lookup(code);
    }

    @Override
    public CompletionStage<ValidationResult> validate(RedemptionRequest request) {
        return inMemory.validate(request);
    }

    @Override
    public CompletionStage<RedeemableId> issue(Redeemable terms) {
        return inMemory.issue(terms);
    }

    @Override
    public CompletionStage<List<RedeemableId>> issueAll(List<? extends Redeemable> terms) {
        return onIssue.apply(terms);
    }

    @Override
    public CompletionStage<CataloguePage> catalogue(CatalogueQuery query) {
        return inMemory.catalogue(query);
    }
}
