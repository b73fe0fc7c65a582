package io.redemption.cache;

import static io.redemption.cache.Given.COUPON;

import io.redemption.HistoryQuery;
import io.redemption.RedeemableChanges.Change;
import io.redemption.RedeemableChanges.RedemptionChange;
import io.redemption.RedemptionHistory;
import io.redemption.RedemptionId;
import io.redemption.RedemptionOutcome;
import io.redemption.Reversal;
import io.redemption.ReversalOutcome;
import io.redemption.inmemory.ManualTime;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;

/** A cache over a programmed issuer, under manual time, with a log of what it tells. */
final class Shop {
    final ManualTime time = ManualTime.at(Given.NOON);
    final ProgrammedIssuer issuer = new ProgrammedIssuer();
    final EventLog log = new EventLog();
    final CachingRedemptionPort cache;

    Shop() {
        this(options -> options);
    }

    Shop(UnaryOperator<CacheOptionsBuilder> change) {
        this.cache = CachingRedemptionPort.over(
                issuer,
                change.apply(CacheOptions.builder().time(time).listener(log)).build());
    }

    /** A read of everything that may still be under way. */
    CompletableFuture<Optional<RedemptionHistory>> begin() {
        return cache.history(COUPON, HistoryQuery.ALL).toCompletableFuture();
    }

    /** Begins such a read, for what it does to the others. */
    void start() {
        CompletableFuture<?> unused = begin();
    }

    /** The history of the coupon, as its redemptions' numbers. */
    List<Integer> read() {
        return numbers(begin());
    }

    static List<Integer> numbers(CompletableFuture<Optional<RedemptionHistory>> stage) {
        return numbers(Given.answer(stage).orElseThrow());
    }

    static List<Integer> numbers(RedemptionHistory history) {
        return history.redemptions().stream()
                .map(redemption -> Integer.valueOf(redemption.id().value().substring("rdm-".length())))
                .toList();
    }

    /** Learns of something else, so that what is old is forgotten. */
    void redeemOther() {
        cache.changed(Given.OTHER, Change.ADDED, new RedemptionChange(RedemptionId.of("rdm-other"), null));
    }

    RedemptionOutcome redeem(int n) {
        return Given.answer(cache.redeem(Given.attempt(n)));
    }

    ReversalOutcome reverse(int n) {
        return Given.answer(cache.reverse(Reversal.of(Given.redemption(n))));
    }
}
