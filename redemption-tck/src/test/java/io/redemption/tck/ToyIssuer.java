package io.redemption.tck;

import io.redemption.model.BasketOutcome;
import io.redemption.model.Capabilities;
import io.redemption.model.Capability;
import io.redemption.model.Code;
import io.redemption.model.FailureCode;
import io.redemption.model.Freshness;
import io.redemption.model.HistoryQuery;
import io.redemption.model.Redeemable;
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
import io.redemption.port.RedeemablePort;
import io.redemption.port.RedemptionPort;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The smallest issuer that keeps the contract: one lock, counters, a list. Each of its guards can be left out, which
 * makes it wrong as a real system was. Returns complete stages on the calling thread. Thread-safe with its guards.
 */
final class ToyIssuer implements RedemptionPort, RedeemablePort {
    private final Set<Guard> missing;
    private final ToyLedger ledger;
    private final ToyTill till;
    private final ToyDesk desk;
    private final Map<RedeemableId, CompletableFuture<Optional<RedemptionHistory>>> sharedStages =
            new ConcurrentHashMap<>();

    ToyIssuer(IssuerClock clock, Set<Guard> missing) {
        this.missing = missing;
        this.ledger = new ToyLedger(clock, missing);
        this.till = new ToyTill(ledger, missing);
        this.desk = new ToyDesk(ledger, missing);
    }

    RedeemableId issue(Redeemable terms) {
        return ledger.issue(terms);
    }

    @Override
    public CompletionStage<RedemptionOutcome> redeem(RedemptionAttempt attempt) {
        ToyCancel<RedemptionOutcome> stage = new ToyCancel<>(() -> till.cancelled(attempt));
        return completed(stage, () -> till.redeem(given(attempt)));
    }

    @Override
    public CompletionStage<BasketOutcome> redeemAll(List<RedemptionAttempt> attempts) {
        return completed(new CompletableFuture<>(), () -> till.redeemAll(given(attempts)));
    }

    @Override
    public CompletionStage<ReversalOutcome> reverse(Reversal reversal) {
        ToyCancel<ReversalOutcome> stage = new ToyCancel<>(() -> till.cancelled(reversal));
        return completed(stage, () -> till.reverse(given(reversal)));
    }

    @Override
    public CompletionStage<Optional<Redemption>> find(
            RedeemableId redeemable, RedemptionId redemption, Freshness freshness) {
        CompletionStage<Optional<Redemption>> stage =
                completed(new CompletableFuture<>(), () -> desk.find(given(redeemable), given(redemption)));
        return missing.contains(Guard.ABSENT_IS_NOT_NULL) ? nullIfEmpty(stage) : stage;
    }

    @SuppressWarnings("NullAway") // null is what an issuer without this guard completes with
    private static <T> CompletionStage<Optional<T>> nullIfEmpty(CompletionStage<Optional<T>> stage) {
        return stage.thenApply(answer -> answer.isEmpty() ? null : answer);
    }

    @Override
    public CompletionStage<Optional<RedemptionHistory>> history(RedeemableId redeemable, HistoryQuery query) {
        CompletableFuture<Optional<RedemptionHistory>> stage = new CompletableFuture<>();
        completed(stage, () -> desk.history(given(redeemable), given(query)));
        return missing.contains(Guard.OWN_STAGES) && !stage.isCompletedExceptionally()
                ? shared(redeemable, stage.join())
                : stage;
    }

    /** Returns the stage of an earlier caller, as long as it has the same answer. Cancelling it cancels it for all. */
    private CompletableFuture<Optional<RedemptionHistory>> shared(
            RedeemableId redeemable, Optional<RedemptionHistory> answer) {
        CompletableFuture<Optional<RedemptionHistory>> earlier = sharedStages.get(redeemable);
        if (earlier != null
                && !earlier.isCompletedExceptionally()
                && earlier.join().equals(answer)) {
            return earlier;
        }
        CompletableFuture<Optional<RedemptionHistory>> stage = new ToySharedStage<>();
        stage.complete(answer);
        sharedStages.put(redeemable, stage);
        return stage;
    }

    @Override
    public Capabilities capabilities() {
        Set<Capability> all = EnumSet.allOf(Capability.class);
        if (missing.contains(Guard.CAPABILITIES_STAY) && ledger.hasRedeemed()) {
            all.remove(Capability.ISSUER_TIME);
        }
        return new Capabilities(all, 2);
    }

    @Override
    public CompletionStage<Optional<RedeemableState>> lookup(RedeemableId id, Freshness freshness) {
        return completed(new CompletableFuture<>(), () -> {
            given(freshness);
            return desk.lookup(given(id));
        });
    }

    @Override
    public CompletionStage<Optional<RedeemableState>> lookup(Code code) {
        return completed(new CompletableFuture<>(), () -> desk.lookup(given(code)));
    }

    @Override
    public CompletionStage<ValidationResult> validate(RedemptionRequest request) {
        return completed(new CompletableFuture<>(), () -> till.validate(given(request)));
    }

    private static <T> T given(@Nullable T argument) {
        if (argument == null) {
            throw new RedemptionException(FailureCode.INVALID_ARGUMENT, "argument: null (expected: a value)");
        }
        return argument;
    }

    private <T> CompletionStage<T> completed(CompletableFuture<T> stage, Callable<T> work) {
        try {
            stage.complete(work.call());
        } catch (RedemptionException failure) {
            if (missing.contains(Guard.FAILURES_DO_NOT_THROW)) {
                throw failure;
            }
            boolean plain = missing.contains(Guard.FAILURES_ARE_PROOFS);
            stage.completeExceptionally(plain ? new IllegalStateException(failure.getMessage()) : failure);
        } catch (Exception broken) {
            stage.completeExceptionally(broken);
        }
        return stage;
    }
}
