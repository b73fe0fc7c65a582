package io.redemption.server;

import io.redemption.inmemory.InMemoryRedemptionPort;
import io.redemption.model.Capabilities;
import io.redemption.model.CataloguePage;
import io.redemption.model.CatalogueQuery;
import io.redemption.model.Freshness;
import io.redemption.model.HistoryQuery;
import io.redemption.model.Redeemable;
import io.redemption.model.RedeemableId;
import io.redemption.model.Redemption;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionHistory;
import io.redemption.model.RedemptionId;
import io.redemption.model.RedemptionOutcome;
import io.redemption.model.Reversal;
import io.redemption.model.ReversalOutcome;
import io.redemption.port.IssuingPort;
import io.redemption.testing.ForwardingRedemptionPort;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;

/** An issuer in memory whose redeem, reverse, history and issue calls a test can answer instead. */
final class GatedIssuer extends ForwardingRedemptionPort implements IssuingPort {
    final InMemoryRedemptionPort inMemory;
    volatile Capabilities capabilities;
    volatile Function<RedemptionAttempt, CompletionStage<RedemptionOutcome>> onRedeem = super::redeem;
    volatile Function<Reversal, CompletionStage<ReversalOutcome>> onReverse = super::reverse;
    volatile Function<HistoryQuery, CompletionStage<Optional<RedemptionHistory>>> onHistory =
            query -> CompletableFuture.completedStage(Optional.empty());

    volatile Function<List<? extends Redeemable>, CompletionStage<List<RedeemableId>>> onIssue;

    final Queue<Freshness> found = new ConcurrentLinkedQueue<>();

    GatedIssuer() {
        this(InMemoryRedemptionPort.create());
    }

    private GatedIssuer(InMemoryRedemptionPort inMemory) {
        super(inMemory);
        this.inMemory = inMemory;
        this.capabilities = inMemory.capabilities();
        this.onIssue = inMemory::issueAll;
    }

    @Override
    public CompletionStage<RedemptionOutcome> redeem(RedemptionAttempt attempt) {
        return onRedeem.apply(attempt);
    }

    @Override
    public CompletionStage<ReversalOutcome> reverse(Reversal reversal) {
        return onReverse.apply(reversal);
    }

    @Override
    public CompletionStage<Optional<Redemption>> find(
            RedeemableId redeemable, RedemptionId redemption, Freshness freshness) {
        found.add(freshness);
        return super.find(redeemable, redemption, freshness);
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
