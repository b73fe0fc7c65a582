package io.redemption.tck;

import io.redemption.model.BasketOutcome;
import io.redemption.model.Capabilities;
import io.redemption.model.Completeness;
import io.redemption.model.FailureCode;
import io.redemption.model.Freshness;
import io.redemption.model.HistoryQuery;
import io.redemption.model.RedeemableId;
import io.redemption.model.Redeemed;
import io.redemption.model.Redemption;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionException;
import io.redemption.model.RedemptionHistory;
import io.redemption.model.RedemptionId;
import io.redemption.model.RedemptionOutcome;
import io.redemption.model.Refused;
import io.redemption.model.Reversal;
import io.redemption.model.ReversalOutcome;
import io.redemption.model.Violation;
import io.redemption.model.ViolationCode;
import io.redemption.port.RedemptionPort;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * A port without any capability, as over a poor interface: it drops transaction ids, explains nothing, lists without
 * proof, pages or time, and does not read redeemables.
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
        return full.toBuilder()
                .transactionId(null)
                .customerId(null)
                .teamId(null)
                .href(null)
                .build();
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
        HistoryQuery all = query == null ? query : HistoryQuery.all(query.freshness());
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
