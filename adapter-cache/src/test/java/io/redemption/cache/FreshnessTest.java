package io.redemption.cache;

import static io.redemption.cache.CacheFixtures.COUPON;
import static io.redemption.cache.ProgrammedIssuer.now;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.cache.CacheListener.LoadResult;
import io.redemption.model.Completeness;
import io.redemption.model.FailureCode;
import io.redemption.model.Freshness;
import io.redemption.model.HistoryQuery;
import io.redemption.model.RedemptionException;
import io.redemption.model.RedemptionHistory;
import io.redemption.model.RedemptionId;
import io.redemption.model.Refused;
import io.redemption.model.Reversal;
import io.redemption.model.ReversalOutcome;
import io.redemption.model.TransactionId;
import io.redemption.model.Violation;
import io.redemption.model.ViolationCode;
import io.redemption.port.RedemptionChangeListener.Change;
import io.redemption.port.RedemptionChangeListener.RedemptionChange;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What this node saw acknowledged is in every history that it serves, whether the issuer lags or not. */
class FreshnessTest {
    private final CacheUnderTest shop = new CacheUnderTest();

    /** Answers one list after another, and the last one forever. */
    private void listsInTurn(Integer[]... lists) {
        AtomicInteger turn = new AtomicInteger();
        shop.issuer.onHistory = query ->
                now(Optional.of(CacheFixtures.whole(lists[Math.min(turn.getAndIncrement(), lists.length - 1)])));
    }

    private static Integer[] list(Integer... numbers) {
        return numbers;
    }

    @Test
    void history_afterRedeem_isReadAnew() {
        shop.issuer.lists(1);
        shop.read();
        shop.issuer.lists(2, 1);

        shop.redeem(2);

        assertThat(shop.read()).containsExactly(2, 1);
    }

    @Test
    void history_afterReverse_isReadAnew() {
        shop.issuer.lists(2, 1);
        shop.read();
        shop.issuer.lists(2);

        shop.reverse(1);

        assertThat(shop.read()).containsExactly(2);
    }

    /** A caller who learns of the redemption and reads at once finds no outdated entry. */
    @Test
    void history_inTheContinuationOfARedeem_showsIt() {
        shop.issuer.lists(1);
        shop.read();
        shop.issuer.lists(2, 1);

        List<Integer> seen =
                CacheFixtures.answer(shop.cache.redeem(CacheFixtures.attempt(2)).thenApply(redeemed -> shop.read()));

        assertThat(seen).containsExactly(2, 1);
    }

    @Test
    void history_issuerLagsForAMoment_isReadAgainAfter50Milliseconds() {
        listsInTurn(list(1), list(2, 1));
        shop.redeem(2);

        CompletableFuture<Optional<RedemptionHistory>> read = shop.begin();
        shop.time.advance(ofMillis(49));
        assertThat(read).isNotDone();
        shop.time.advance(ofMillis(1));

        assertThat(CacheUnderTest.numbers(read)).containsExactly(2, 1);
        assertThat(CacheFixtures.answer(read).orElseThrow().completeness()).isEqualTo(Completeness.PROVEN);
        assertThat(shop.log.loads).containsExactly(LoadResult.KEPT);
        assertThat(shop.issuer.finds).hasValue(0);
    }

    @Test
    void history_issuerLagsForLong_isReadThreeTimesMoreAndCompletedWithTheRedemptionItself() {
        shop.issuer.lists(1);
        shop.issuer.onFind = id -> now(Optional.of(CacheFixtures.redemption(2)));
        shop.redeem(2);

        CompletableFuture<Optional<RedemptionHistory>> read = shop.begin();
        shop.time.advance(ofMillis(749));
        assertThat(read).isNotDone();
        assertThat(shop.issuer.histories).hasValue(3);
        shop.time.advance(ofMillis(1));

        RedemptionHistory merged = CacheFixtures.answer(read).orElseThrow();
        assertThat(CacheUnderTest.numbers(merged)).containsExactly(2, 1);
        assertThat(merged.reportedCount()).isEqualTo(2);
        assertThat(merged.completeness()).isEqualTo(Completeness.UNKNOWN);
        assertThat(shop.issuer.histories).hasValue(4);
        assertThat(shop.issuer.finds).hasValue(1);
    }

    /**
     * Each answer of a slow issuer may take as long as its port allows, but the caller does not wait for many of them.
     */
    @Test
    void history_issuerLagsAndIsSlow_isAskedNoMoreWhenTimeIsUpAndCompletedAsAcknowledged() {
        CompletableFuture<Optional<RedemptionHistory>> answer = new CompletableFuture<>();
        shop.issuer.onHistory = query -> answer;
        shop.redeem(2);

        CompletableFuture<Optional<RedemptionHistory>> read = shop.begin();
        shop.time.advance(ofMillis(5_750));
        answer.complete(Optional.of(CacheFixtures.whole(1)));

        assertThat(CacheUnderTest.numbers(read)).containsExactly(2, 1);
        assertThat(shop.issuer.histories).hasValue(1);
        assertThat(shop.issuer.finds).hasValue(0);
        assertThat(shop.log.loads).containsExactly(LoadResult.STALE);
    }

    @Test
    void history_thatFailedTheCheck_isNotKept() {
        shop.issuer.lists(1);
        shop.issuer.onFind = id -> now(Optional.of(CacheFixtures.redemption(2)));
        shop.redeem(2);
        shop.start();
        shop.time.advance(ofMillis(750));

        shop.start();

        assertThat(shop.log.loads).containsExactly(LoadResult.STALE);
        assertThat(shop.issuer.histories).hasValue(5);
    }

    @Test
    void history_redemptionIsNotFoundEitherWithinTheReadLag_isShownAsAcknowledged() {
        shop.issuer.lists(1);
        shop.redeem(2);
        CompletableFuture<Optional<RedemptionHistory>> read = shop.begin();
        shop.time.advance(ofMillis(750));

        assertThat(CacheUnderTest.numbers(read)).containsExactly(2, 1);
        assertThat(shop.log.loads).containsExactly(LoadResult.STALE);
        assertThat(shop.issuer.finds).hasValue(1);
    }

    @Test
    void history_redemptionIsNotFoundEither_wasReversedByAnotherAndIsForgotten() {
        shop.issuer.lists(1);
        shop.redeem(2);
        shop.time.advance(CacheOptions.DEFAULT_MAX_READ_LAG);
        CompletableFuture<Optional<RedemptionHistory>> read = shop.begin();
        shop.time.advance(ofMillis(750));

        assertThat(CacheUnderTest.numbers(read)).containsExactly(1);
        assertThat(shop.read()).containsExactly(1);

        assertThat(shop.log.loads).containsExactly(LoadResult.STALE, LoadResult.KEPT);
        assertThat(shop.issuer.finds).hasValue(1);
    }

    @Test
    void history_redemptionCannotBeAskedFor_isShownAsAcknowledged() {
        shop.issuer.lists(1);
        shop.issuer.onFind =
                id -> CompletableFuture.failedFuture(new RedemptionException(FailureCode.INCOMPLETE, "not proven"));
        shop.redeem(2);

        CompletableFuture<Optional<RedemptionHistory>> read = shop.begin();
        shop.time.advance(ofMillis(750));

        assertThat(CacheUnderTest.numbers(read)).containsExactly(2, 1);
    }

    /**
     * A redemption known by its id alone cannot be shown: no history is better than one that predates the
     * acknowledgement.
     */
    @Test
    void history_redemptionKnownByIdOnlyCannotBeAskedFor_fails() {
        RedemptionException failure = new RedemptionException(FailureCode.ISSUER_FAILED, "no");
        shop.issuer.lists(1);
        shop.issuer.onFind = id -> CompletableFuture.failedFuture(failure);
        shop.cache.changed(COUPON, Change.ADDED, new RedemptionChange(RedemptionId.of("rdm-2"), null));

        CompletableFuture<Optional<RedemptionHistory>> read = shop.begin();
        shop.time.advance(ofMillis(750));

        assertThat(CacheFixtures.failure(read)).isSameAs(failure);
    }

    @Test
    void history_reversedOneStillListed_isTakenOut() {
        shop.issuer.lists(2, 1);
        shop.reverse(2);

        CompletableFuture<Optional<RedemptionHistory>> read = shop.begin();
        shop.time.advance(ofMillis(750));

        RedemptionHistory corrected = CacheFixtures.answer(read).orElseThrow();
        assertThat(CacheUnderTest.numbers(corrected)).containsExactly(1);
        assertThat(corrected.reportedCount()).isEqualTo(1);
        assertThat(corrected.completeness()).isEqualTo(Completeness.UNKNOWN);
        assertThat(shop.issuer.finds).hasValue(0);
    }

    @Test
    void history_redeemableNotThereYet_isMadeOfWhatWasAcknowledged() {
        shop.issuer.onHistory = query -> now(Optional.empty());
        shop.issuer.onFind = id -> now(Optional.of(CacheFixtures.redemption(2)));
        shop.redeem(2);

        CompletableFuture<Optional<RedemptionHistory>> read = shop.begin();
        shop.time.advance(ofMillis(750));

        assertThat(CacheUnderTest.numbers(read)).containsExactly(2);
    }

    @Test
    void history_secondReadFails_theFirstAnswerIsCompleted() {
        AtomicInteger turn = new AtomicInteger();
        shop.issuer.onHistory = query -> turn.getAndIncrement() == 0
                ? now(Optional.of(CacheFixtures.whole(1)))
                : CompletableFuture.failedFuture(new RedemptionException(FailureCode.NOT_REACHABLE, "gone"));
        shop.issuer.onFind = id -> now(Optional.of(CacheFixtures.redemption(2)));
        shop.redeem(2);

        CompletableFuture<Optional<RedemptionHistory>> read = shop.begin();
        shop.time.advance(ofMillis(750));

        assertThat(CacheUnderTest.numbers(read)).containsExactly(2, 1);
    }

    @Test
    void history_fromIssuer_isCheckedToo() {
        shop.issuer.lists(1);
        shop.issuer.onFind = id -> now(Optional.of(CacheFixtures.redemption(2)));
        shop.redeem(2);

        CompletableFuture<Optional<RedemptionHistory>> read =
                shop.cache.history(COUPON, HistoryQuery.ALL_FROM_ISSUER).toCompletableFuture();
        shop.time.advance(ofMillis(750));

        assertThat(CacheUnderTest.numbers(read)).containsExactly(2, 1);
    }

    @Test
    void history_ofAnotherTransaction_needsNotShowWhatWasAcknowledged() {
        shop.issuer.lists();
        shop.redeem(2);

        assertThat(CacheUnderTest.numbers(shop.cache
                        .history(COUPON, HistoryQuery.ofTransaction(TransactionId.of("t-1")))
                        .toCompletableFuture()))
                .isEmpty();
    }

    @Test
    void history_ofItsTransaction_hasToShowWhatWasAcknowledged() {
        shop.issuer.lists();
        shop.issuer.onFind = id -> now(Optional.of(CacheFixtures.redemption(2)));
        shop.redeem(2);

        CompletableFuture<Optional<RedemptionHistory>> read = shop.cache
                .history(COUPON, HistoryQuery.ofTransaction(TransactionId.of("t-2")))
                .toCompletableFuture();
        shop.time.advance(ofMillis(750));

        assertThat(CacheUnderTest.numbers(read)).containsExactly(2);
    }

    @Test
    void history_firstPage_hasToShowWhatIsNewerThanItsOldest() {
        RedemptionHistory page = new RedemptionHistory(
                List.of(CacheFixtures.redemption(5), CacheFixtures.redemption(3)), 9L, "next", Completeness.CUT, null);
        shop.issuer.onHistory = query -> now(Optional.of(page));
        shop.issuer.onFind = id -> now(Optional.of(CacheFixtures.redemption(4)));
        shop.redeem(2);
        shop.redeem(4);

        CompletableFuture<Optional<RedemptionHistory>> read =
                shop.cache.history(COUPON, HistoryQuery.ALL.limit(2)).toCompletableFuture();
        shop.time.advance(ofMillis(750));

        RedemptionHistory corrected = CacheFixtures.answer(read).orElseThrow();
        assertThat(CacheUnderTest.numbers(corrected)).containsExactly(5, 4, 3);
        assertThat(corrected.nextCursor()).isEqualTo("next");
        assertThat(corrected.completeness()).isEqualTo(Completeness.CUT);
        assertThat(corrected.reportedCount()).isNull();
    }

    @Test
    void history_laterPage_needsNotShowWhatIsNewerThanItsNewest() {
        RedemptionHistory page =
                new RedemptionHistory(List.of(CacheFixtures.redemption(3)), null, null, Completeness.UNKNOWN, null);
        shop.issuer.onHistory = query -> now(Optional.of(page));
        shop.redeem(4);

        assertThat(CacheUnderTest.numbers(shop.cache
                        .history(COUPON, HistoryQuery.ALL.after("cursor"))
                        .toCompletableFuture()))
                .containsExactly(3);
    }

    @Test
    void history_writeOlderThanTheRetention_isNotAskedForAnyMore() {
        shop.issuer.lists();
        shop.redeem(2);
        shop.time.advance(ofSeconds(60).plusNanos(1));

        assertThat(shop.read()).isEmpty();

        assertThat(shop.issuer.finds).hasValue(0);
    }

    /** This node itself reverses it, so its absence is no lag, and waiting is useless. */
    @Test
    void history_whileItsRedemptionIsBeingReversed_askedForAtOnce() {
        CompletableFuture<ReversalOutcome> underWay = new CompletableFuture<>();
        shop.issuer.onReverse = reversal -> underWay;
        shop.issuer.lists(1);
        shop.redeem(2);
        CompletionStage<ReversalOutcome> reversing = shop.cache.reverse(Reversal.of(CacheFixtures.redemption(2)));

        assertThat(shop.read()).containsExactly(1);
        assertThat(shop.issuer.finds).hasValue(1);

        underWay.complete(Refused.of(Violation.of(ViolationCode.EXPIRED)));
        assertThat(CacheFixtures.answer(reversing)).isInstanceOf(Refused.class);
    }

    /** A reversed redemption never comes back, whatever is reported late. */
    @Test
    void changed_addedAfterRemoved_staysRemoved() {
        shop.issuer.lists(1);
        shop.reverse(2);

        shop.redeem(2);

        assertThat(shop.read()).containsExactly(1);
    }

    @Test
    void lookup_afterRedeem_isReadAnewAndNotKeptWhileTheIssuerMayLag() {
        Function<Integer, Integer> lookups = times -> {
            for (int i = 0; i < times; i++) {
                CacheFixtures.answer(shop.cache.lookup(COUPON, Freshness.CACHED_OK));
            }
            return shop.issuer.lookups.get();
        };
        shop.issuer.onLookup = () -> now(Optional.of(CacheFixtures.state()));
        assertThat(lookups.apply(2)).isEqualTo(1);

        shop.redeem(2);
        assertThat(lookups.apply(2)).isEqualTo(3);

        shop.time.advance(CacheOptions.DEFAULT_MAX_READ_LAG);
        assertThat(lookups.apply(2)).isEqualTo(4);
    }
}
