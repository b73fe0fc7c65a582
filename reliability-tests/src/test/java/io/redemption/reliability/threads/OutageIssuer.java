package io.redemption.reliability.threads;

import io.redemption.model.BasketOutcome;
import io.redemption.model.Capabilities;
import io.redemption.model.Capability;
import io.redemption.model.Completeness;
import io.redemption.model.Doubt;
import io.redemption.model.FailureCode;
import io.redemption.model.Freshness;
import io.redemption.model.HistoryQuery;
import io.redemption.model.Likelihood;
import io.redemption.model.RedeemableId;
import io.redemption.model.Redeemed;
import io.redemption.model.Redeemer;
import io.redemption.model.Redemption;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionException;
import io.redemption.model.RedemptionHistory;
import io.redemption.model.RedemptionId;
import io.redemption.model.RedemptionOutcome;
import io.redemption.model.Reversal;
import io.redemption.model.ReversalOutcome;
import io.redemption.model.Ticket;
import io.redemption.model.TransactionId;
import io.redemption.model.Unknown;
import io.redemption.port.RedemptionPort;
import io.redemption.port.TimeSource;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * An issuer that executes every other request, and tells nobody while it is down. It keeps no list: which transactions
 * it has executed shows in their ids, so that it takes no memory that a test would count. Not thread-safe.
 */
final class OutageIssuer implements RedemptionPort {
    private final TimeSource time;
    private boolean isDown;
    private long sends;

    OutageIssuer(TimeSource time) {
        this.time = time;
    }

    void down(boolean whether) {
        isDown = whether;
    }

    /** How many requests it got. */
    long sends() {
        return sends;
    }

    @Override
    public CompletionStage<RedemptionOutcome> redeem(RedemptionAttempt attempt) {
        sends++;
        Instant now = time.now();
        return CompletableFuture.completedStage(
                isDown
                        ? new Unknown(Ticket.of(attempt, Doubt.NO_ANSWER, Likelihood.POSSIBLE, 1, now, now))
                        : Redeemed.of(redemption(attempt.redeemable(), attempt.transactionId())));
    }

    private Redemption redemption(RedeemableId id, @Nullable TransactionId transaction) {
        return Redemption.builder(RedemptionId.of("redeemed-" + transaction), id, time.now())
                .redeemer(new Redeemer("shopper", null, null))
                .transactionId(transaction)
                .build();
    }

    /** Whether it has executed a request though it was down. */
    static boolean executes(TransactionId transaction) {
        return transaction.hashCode() % 2 == 0;
    }

    @Override
    public CompletionStage<Optional<RedemptionHistory>> history(RedeemableId redeemable, HistoryQuery query) {
        TransactionId wanted = query.transactionId();
        if (isDown || wanted == null) {
            return unreachable();
        }
        List<Redemption> found = executes(wanted) ? List.of(redemption(redeemable, wanted)) : List.of();
        return CompletableFuture.completedStage(
                Optional.of(new RedemptionHistory(found, null, null, Completeness.PROVEN, time.now())));
    }

    private static <T> CompletionStage<T> unreachable() {
        return CompletableFuture.failedStage(new RedemptionException(FailureCode.NOT_REACHABLE, "down"));
    }

    @Override
    public CompletionStage<Optional<Redemption>> find(
            RedeemableId redeemable, RedemptionId redemption, Freshness freshness) {
        return unreachable();
    }

    @Override
    public CompletionStage<BasketOutcome> redeemAll(List<RedemptionAttempt> attempts) {
        return unreachable();
    }

    @Override
    public CompletionStage<ReversalOutcome> reverse(Reversal reversal) {
        return unreachable();
    }

    @Override
    public Capabilities capabilities() {
        return new Capabilities(
                EnumSet.of(Capability.KEEPS_TRANSACTION_IDS, Capability.PROVEN_HISTORY, Capability.ISSUER_TIME), 2);
    }
}
