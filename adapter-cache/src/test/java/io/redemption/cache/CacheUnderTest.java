package io.redemption.cache;

import static io.redemption.cache.CacheFixtures.COUPON;

import io.redemption.model.HistoryQuery;
import io.redemption.model.RedemptionHistory;
import io.redemption.model.RedemptionId;
import io.redemption.model.RedemptionOutcome;
import io.redemption.model.Reversal;
import io.redemption.model.ReversalOutcome;
import io.redemption.port.RedemptionChangeListener.Change;
import io.redemption.port.RedemptionChangeListener.RedemptionChange;
import io.redemption.testing.ManualTime;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;

/** A cache over a programmed issuer, under manual time, with a log of its events. */
final class CacheUnderTest {
    final ManualTime time = ManualTime.at(CacheFixtures.NOON);
    final ProgrammedIssuer issuer = new ProgrammedIssuer();
    final EventLog log = new EventLog();
    final CachingRedemptionPort cache;

    CacheUnderTest() {
        this(options -> options);
    }

    CacheUnderTest(UnaryOperator<CacheOptionsBuilder> change) {
        this.cache = CachingRedemptionPort.over(
                issuer,
                change.apply(CacheOptions.builder().time(time).listener(log)).build());
    }

    /** Begins a read of the whole history, which may stay under way. */
    CompletableFuture<Optional<RedemptionHistory>> begin() {
        return cache.history(COUPON, HistoryQuery.ALL).toCompletableFuture();
    }

    /** Begins such a read only for its effect on other reads. */
    void start() {
        CompletableFuture<?> unused = begin();
    }

    /** Returns the history of the coupon as the numbers of its redemptions. */
    List<Integer> read() {
        return numbers(begin());
    }

    static List<Integer> numbers(CompletableFuture<Optional<RedemptionHistory>> stage) {
        return numbers(CacheFixtures.answer(stage).orElseThrow());
    }

    static List<Integer> numbers(RedemptionHistory history) {
        return history.redemptions().stream()
                .map(redemption -> Integer.valueOf(redemption.id().value().substring("rdm-".length())))
                .toList();
    }

    /** Reports another change, so that old writes are forgotten. */
    void redeemOther() {
        cache.changed(CacheFixtures.OTHER, Change.ADDED, new RedemptionChange(RedemptionId.of("rdm-other"), null));
    }

    RedemptionOutcome redeem(int n) {
        return CacheFixtures.answer(cache.redeem(CacheFixtures.attempt(n)));
    }

    ReversalOutcome reverse(int n) {
        return CacheFixtures.answer(cache.reverse(Reversal.of(CacheFixtures.redemption(n))));
    }
}
