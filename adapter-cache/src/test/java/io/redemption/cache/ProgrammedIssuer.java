package io.redemption.cache;

import io.redemption.model.BasketOutcome;
import io.redemption.model.Capabilities;
import io.redemption.model.Code;
import io.redemption.model.Freshness;
import io.redemption.model.HistoryQuery;
import io.redemption.model.RedeemableId;
import io.redemption.model.RedeemableState;
import io.redemption.model.Redeemed;
import io.redemption.model.Redemption;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionHistory;
import io.redemption.model.RedemptionId;
import io.redemption.model.RedemptionOutcome;
import io.redemption.model.RedemptionRequest;
import io.redemption.model.Reversal;
import io.redemption.model.ReversalOutcome;
import io.redemption.model.Reversed;
import io.redemption.model.ValidationResult;
import io.redemption.port.RedeemablePort;
import io.redemption.port.RedemptionPort;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;

/** An issuer that a test programs, and that counts its calls. */
final class ProgrammedIssuer implements RedemptionPort, RedeemablePort {
    final AtomicInteger histories = new AtomicInteger();
    final AtomicInteger finds = new AtomicInteger();
    final AtomicInteger lookups = new AtomicInteger();

    Function<HistoryQuery, CompletionStage<Optional<RedemptionHistory>>> onHistory =
            query -> now(Optional.of(CacheFixtures.whole()));
    Function<RedemptionId, CompletionStage<Optional<Redemption>>> onFind = id -> now(Optional.empty());
    Supplier<CompletionStage<Optional<RedeemableState>>> onLookup = () -> now(Optional.empty());
    Function<RedemptionAttempt, CompletionStage<RedemptionOutcome>> onRedeem = attempt -> now(Redeemed.of(
            CacheFixtures.redemption(Integer.parseInt(attempt.id().value().substring("attempt-".length())))));
    Function<List<RedemptionAttempt>, CompletionStage<BasketOutcome>> onRedeemAll =
            attempts -> new CompletableFuture<>();
    Function<Reversal, CompletionStage<ReversalOutcome>> onReverse = reversal -> now(new Reversed(reversal));
    Supplier<CompletionStage<ValidationResult>> onValidate = () -> now(new ValidationResult(List.of(), null));

    static <T> CompletionStage<T> now(T answer) {
        return CompletableFuture.completedFuture(answer);
    }

    /** Lists these redemptions, proven, from now on. */
    void lists(Integer... numbers) {
        onHistory = query -> now(Optional.of(CacheFixtures.whole(numbers)));
    }

    @Override
    public CompletionStage<RedemptionOutcome> redeem(RedemptionAttempt attempt) {
        return onRedeem.apply(attempt);
    }

    @Override
    public CompletionStage<BasketOutcome> redeemAll(List<RedemptionAttempt> attempts) {
        return onRedeemAll.apply(attempts);
    }

    @Override
    public CompletionStage<ReversalOutcome> reverse(Reversal reversal) {
        return onReverse.apply(reversal);
    }

    @Override
    public CompletionStage<Optional<Redemption>> find(
            RedeemableId redeemable, RedemptionId redemption, Freshness freshness) {
        finds.incrementAndGet();
        return onFind.apply(redemption);
    }

    @Override
    public CompletionStage<Optional<RedemptionHistory>> history(RedeemableId redeemable, HistoryQuery query) {
        histories.incrementAndGet();
        return onHistory.apply(query);
    }

    @Override
    public Capabilities capabilities() {
        return new Capabilities(Set.of(), 2);
    }

    @Override
    public CompletionStage<Optional<RedeemableState>> lookup(RedeemableId id, Freshness freshness) {
        lookups.incrementAndGet();
        return onLookup.get();
    }

    @Override
    public CompletionStage<Optional<RedeemableState>> lookup(Code code) {
        lookups.incrementAndGet();
        return onLookup.get();
    }

    @Override
    public CompletionStage<ValidationResult> validate(RedemptionRequest request) {
        return onValidate.get();
    }

    @Override
    public String toString() {
        return "Programmed";
    }
}
