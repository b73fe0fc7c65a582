package io.redemption.vertx;

import io.redemption.model.Completeness;
import io.redemption.model.HistoryQuery;
import io.redemption.model.Operation;
import io.redemption.model.RedemptionHistory;
import io.redemption.model.Reversal;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads from the issuer whether a redemption still exists. One read each. It continues after the caller of the reversal
 * cancelled, because it belongs to a write that was sent, and ends at the deadline of the reversal. Stages never fail.
 */
final class ReversalLook {
    /** The result of a read. */
    enum Sight {
        /** The redemption exists. */
        SHOWN,
        /** The redemption does not exist, as the issuer itself says. */
        GONE,
        /** The redeemable does not exist. */
        NO_REDEEMABLE,
        /** The read failed, came from a cache, or proves nothing. */
        UNCLEAR
    }

    private final HistoryReader historyReader;
    private final Reversal reversal;
    private final Function<Operation, PortCall<?>> calls;

    /**
     * Creates a look that has not begun.
     *
     * @param calls begins a call for a read
     */
    ReversalLook(HistoryReader historyReader, Reversal reversal, Function<Operation, PortCall<?>> calls) {
        this.historyReader = historyReader;
        this.reversal = reversal;
        this.calls = calls;
    }

    /** Reads the redemption by its own path if the API has one, otherwise in the list. */
    CompletableFuture<Sight> atRedemption() {
        if (!historyReader.offersOne(reversal.redeemable().kind())) {
            return atList();
        }
        HistoryReader.Read<?> read = historyReader.one(reversal.redeemable(), reversal.redemption());
        return look(Operation.FIND, read, found -> found.isPresent() ? Sight.SHOWN : Sight.GONE);
    }

    /** Reads the list of its redeemable, which also shows whether the redeemable exists. */
    CompletableFuture<Sight> atList() {
        return look(
                Operation.HISTORY,
                historyReader.listing(reversal.redeemable(), HistoryQuery.ALL_FROM_ISSUER),
                listed -> listed.map(this::in).orElse(Sight.NO_REDEEMABLE));
    }

    /**
     * Evaluates a list. One without a count is enough here, because the issuer has reported the absence before; a cut
     * one is not.
     */
    private Sight in(RedemptionHistory history) {
        if (history.redemptions().stream().anyMatch(item -> item.id().equals(reversal.redemption()))) {
            return Sight.SHOWN;
        }
        return history.completeness() == Completeness.CUT ? Sight.UNCLEAR : Sight.GONE;
    }

    private <T> CompletableFuture<Sight> look(
            Operation operation, HistoryReader.Read<T> read, Function<Optional<T>, Sight> sight) {
        return calls.apply(operation)
                .send(read.get().onFreshConnection())
                .thenApply(result -> isFromCache(result.head()) ? Sight.UNCLEAR : sight.apply(read.of(result)))
                .exceptionally(failed -> Sight.UNCLEAR);
    }

    private static boolean isFromCache(@Nullable ResponseHead head) {
        return head != null && head.fromCache();
    }
}
