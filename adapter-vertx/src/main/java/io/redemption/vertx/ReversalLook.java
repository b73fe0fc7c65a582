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
 * Looks at the issuer whether a redemption is still there. One read each, which goes on when the caller of the reversal
 * has gone, because it belongs to a write that was sent; ends at the deadline that the reversal has. Stages never fail.
 */
final class ReversalLook {
    /** What the issuer shows. */
    enum Sight {
        /** The redemption is there. */
        SHOWN,
        /** It is not, and the issuer says so itself. */
        GONE,
        /** There is no such redeemable. */
        NO_REDEEMABLE,
        /** The read failed, was answered out of a cache, or proves nothing. */
        UNCLEAR
    }

    private final HistoryReader historyReader;
    private final Reversal reversal;
    private final Function<Operation, PortCall<?>> calls;

    /**
     * A look that has not begun.
     *
     * @param calls begins a call of its own for a read
     */
    ReversalLook(HistoryReader historyReader, Reversal reversal, Function<Operation, PortCall<?>> calls) {
        this.historyReader = historyReader;
        this.reversal = reversal;
        this.calls = calls;
    }

    /** By the redemption's own path, where the API has one; otherwise in the list. */
    CompletableFuture<Sight> atRedemption() {
        if (!historyReader.offersOne(reversal.redeemable().kind())) {
            return atList();
        }
        HistoryReader.Read<?> read = historyReader.one(reversal.redeemable(), reversal.redemption());
        return look(Operation.FIND, read, found -> found.isPresent() ? Sight.SHOWN : Sight.GONE);
    }

    /** In the list of its redeemable, which also shows whether that is there. */
    CompletableFuture<Sight> atList() {
        return look(
                Operation.HISTORY,
                historyReader.listing(reversal.redeemable(), HistoryQuery.ALL_FROM_ISSUER),
                listed -> listed.map(this::in).orElse(Sight.NO_REDEEMABLE));
    }

    /** A list that does not tell its count proves no less here: the issuer has said so before. One that is cut does. */
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
