package io.redemption.tck;

import io.redemption.BasketOutcome;
import io.redemption.Capabilities;
import io.redemption.Completeness;
import io.redemption.FailureCode;
import io.redemption.Freshness;
import io.redemption.HistoryQuery;
import io.redemption.RedeemableId;
import io.redemption.Redeemed;
import io.redemption.Redemption;
import io.redemption.RedemptionAttempt;
import io.redemption.RedemptionException;
import io.redemption.RedemptionHistory;
import io.redemption.RedemptionId;
import io.redemption.RedemptionOutcome;
import io.redemption.RedemptionPort;
import io.redemption.Refused;
import io.redemption.Reversal;
import io.redemption.ReversalOutcome;
import io.redemption.Violation;
import io.redemption.ViolationCode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * A port without any capability, as an adapter of a poor interface is: it drops transaction ids, explains nothing, lists
 * without proof, pages or time, and tells nothing of redeemables.
 */
class LesserPort implements RedemptionPort {
    private final RedemptionPort delegate;

    LesserPort(RedemptionPort delegate) {
        this.delegate = delegate;
    }

    @Override
    public CompletionStage<RedemptionOutcome> redeem(RedemptionAttempt attempt) {
        return delegate.redeem(attempt)
                .thenApply(outcome -> outcome.fold(
                        redeemed -> Redeemed.of(lesser(redeemed.redemption())),
                        refused -> Refused.of(Violation.of(ViolationCode.REFUSED_BY_ISSUER)),
                        unknown -> unknown));
    }

    private static Redemption lesser(Redemption full) {
        return new Redemption(
                full.id(), full.redeemable(), full.redeemer(), full.value(), null, null, null, full.createdAt(), null);
    }

    @Override
    public CompletionStage<BasketOutcome> redeemAll(List<RedemptionAttempt> attempts) {
        return CompletableFuture.failedFuture(
                new RedemptionException(FailureCode.NOT_SUPPORTED, "the interface knows no baskets"));
    }

    @Override
    public CompletionStage<ReversalOutcome> reverse(Reversal reversal) {
        return delegate.reverse(reversal);
    }

    @Override
    public CompletionStage<Optional<Redemption>> find(
            RedeemableId redeemable, RedemptionId redemption, Freshness freshness) {
        return delegate.find(redeemable, redemption, freshness).thenApply(found -> {
            if (found.isEmpty()) {
                throw new RedemptionException(FailureCode.INCOMPLETE, "not listed, which proves nothing");
            }
            return found.map(LesserPort::lesser);
        });
    }

    @Override
    public CompletionStage<Optional<RedemptionHistory>> history(RedeemableId redeemable, HistoryQuery query) {
        HistoryQuery all = query == null ? query : new HistoryQuery(null, null, null, query.freshness());
        return delegate.history(redeemable, all)
                .thenApply(history -> history.map(full -> new RedemptionHistory(
                        full.redemptions().stream()
                                .map(LesserPort::lesser)
                                .filter(query::matches)
                                .toList(),
                        null,
                        null,
                        Completeness.UNKNOWN,
                        null)));
    }

    @Override
    public Capabilities capabilities() {
        return new Capabilities(Set.of(), 2);
    }
}
