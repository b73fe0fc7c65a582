package io.redemption.cache;

import static io.redemption.cache.CacheFixtures.COUPON;
import static io.redemption.cache.CacheFixtures.OTHER;
import static io.redemption.cache.ProgrammedIssuer.now;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.cache.CacheListener.CacheResult;
import io.redemption.cache.CacheListener.LoadResult;
import io.redemption.model.Completeness;
import io.redemption.model.FailureCode;
import io.redemption.model.Freshness;
import io.redemption.model.HistoryQuery;
import io.redemption.model.RedemptionException;
import io.redemption.model.RedemptionHistory;
import io.redemption.model.RedemptionId;
import io.redemption.model.TransactionId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is kept, for how long, and what is answered from it. */
class KeepingTest {
    private final CacheUnderTest shop = new CacheUnderTest();

    @Test
    void history_readTwice_isReadFromTheIssuerOnce() {
        shop.issuer.lists(2, 1);

        assertThat(shop.read()).containsExactly(2, 1);
        assertThat(shop.read()).containsExactly(2, 1);

        assertThat(shop.issuer.histories).hasValue(1);
        assertThat(shop.log.results).containsExactly(CacheResult.MISS, CacheResult.HIT);
        assertThat(shop.log.loads).containsExactly(LoadResult.KEPT);
        assertThat(shop.log.weight).isEqualTo(3);
    }

    @Test
    void history_ofAnotherRedeemable_isAnotherOne() {
        shop.read();

        CacheFixtures.answer(shop.cache.history(OTHER, HistoryQuery.ALL));

        assertThat(shop.issuer.histories).hasValue(2);
    }

    @Test
    void history_timeToLiveOver_isReadAgain() {
        shop.read();
        shop.time.advance(CacheOptions.DEFAULT_TIME_TO_LIVE.minusNanos(1));
        shop.read();
        assertThat(shop.issuer.histories).hasValue(1);

        shop.time.advance(Duration.ofNanos(1));
        shop.read();

        assertThat(shop.issuer.histories).hasValue(2);
    }

    /** An answer is as old as its question: the time that the issuer took counts. */
    @Test
    void history_issuerTookItsTime_livesFromTheMomentItWasAskedFor() {
        CompletableFuture<Optional<RedemptionHistory>> slow = new CompletableFuture<>();
        shop.issuer.onHistory = query -> slow;
        shop.start();
        shop.time.advance(ofSeconds(10));
        slow.complete(Optional.of(CacheFixtures.whole(1)));
        shop.time.advance(ofSeconds(20));

        shop.read();

        assertThat(shop.issuer.histories).hasValue(2);
    }

    @Test
    void history_noSuchRedeemable_isKeptBriefly() {
        shop.issuer.onHistory = query -> now(Optional.empty());
        CacheFixtures.answer(shop.begin());
        CacheFixtures.answer(shop.begin());
        assertThat(shop.issuer.histories).hasValue(1);

        shop.time.advance(ofSeconds(1));

        assertThat(CacheFixtures.answer(shop.begin())).isEmpty();
        assertThat(shop.issuer.histories).hasValue(2);
    }

    @Test
    void history_failed_isNotKept() {
        RedemptionException failure = new RedemptionException(FailureCode.ISSUER_FAILED, "no");
        shop.issuer.onHistory = query -> CompletableFuture.failedFuture(failure);

        assertThat(CacheFixtures.failure(shop.begin())).isSameAs(failure);
        assertThat(CacheFixtures.failure(shop.begin())).isSameAs(failure);

        assertThat(shop.issuer.histories).hasValue(2);
        assertThat(shop.log.loads).containsExactly(LoadResult.FAILED, LoadResult.FAILED);
        assertThat(shop.log.weight).isZero();
    }

    @Test
    void history_cut_isNotKept() {
        shop.issuer.onHistory = query -> now(Optional.of(CacheFixtures.history(Completeness.CUT, 7L, 2, 1)));

        shop.read();
        shop.read();

        assertThat(shop.log.loads).containsExactly(LoadResult.NOT_KEPT, LoadResult.NOT_KEPT);
    }

    @Test
    void history_goesOnElsewhere_isNotKept() {
        RedemptionHistory page =
                new RedemptionHistory(List.of(CacheFixtures.redemption(2)), 2L, "next", Completeness.UNKNOWN, null);
        shop.issuer.onHistory = query -> now(Optional.of(page));

        shop.read();
        shop.read();

        assertThat(shop.log.loads).containsExactly(LoadResult.NOT_KEPT, LoadResult.NOT_KEPT);
    }

    @Test
    void history_fromIssuer_isReadFromTheIssuerEachTime() {
        shop.read();

        CacheFixtures.answer(shop.cache.history(COUPON, HistoryQuery.ALL_FROM_ISSUER));

        assertThat(shop.issuer.histories).hasValue(2);
        assertThat(shop.log.results).containsExactly(CacheResult.MISS, CacheResult.BYPASSED);
    }

    @Test
    void history_moreThanTheWeight_isNotHeld() {
        CacheUnderTest small = new CacheUnderTest(options -> options.maxWeight(5));
        small.issuer.lists(5, 4, 3, 2, 1);

        small.read();
        small.read();

        assertThat(small.issuer.histories).hasValue(2);
    }

    @Test
    void history_ofOneTransaction_isAnsweredOutOfTheWholeProvenOne() {
        shop.issuer.lists(3, 2, 1);
        shop.read();

        RedemptionHistory answer = CacheFixtures.answer(shop.cache.history(
                        COUPON,
                        HistoryQuery.ofTransaction(TransactionId.of("t-2"))
                                .freshness(io.redemption.model.Freshness.CACHED_OK)))
                .orElseThrow();

        assertThat(CacheUnderTest.numbers(answer)).containsExactly(2);
        assertThat(answer.completeness()).isEqualTo(Completeness.PROVEN);
        assertThat(answer.reportedCount()).isEqualTo(3);
        assertThat(shop.issuer.histories).hasValue(1);
    }

    @Test
    void history_limited_isAnsweredOutOfAWholeOneThatIsNotLonger() {
        shop.issuer.lists(2, 1);
        shop.read();

        CacheFixtures.answer(shop.cache.history(COUPON, HistoryQuery.ALL.limit(2)));
        assertThat(shop.issuer.histories).hasValue(1);

        CacheFixtures.answer(shop.cache.history(COUPON, HistoryQuery.ALL.limit(1)));
        assertThat(shop.issuer.histories).hasValue(2);
        assertThat(shop.log.loads).containsExactly(LoadResult.KEPT, LoadResult.NOT_KEPT);
    }

    @Test
    void history_afterACursor_isPassedOn() {
        shop.issuer.lists(2, 1);
        shop.read();

        CacheFixtures.answer(shop.cache.history(COUPON, HistoryQuery.ALL.after("cursor")));

        assertThat(shop.issuer.histories).hasValue(2);
    }

    @ParameterizedTest
    @EnumSource(
            value = Completeness.class,
            names = {"PROVEN", "UNKNOWN"})
    void find_inAHeldHistory_isAnsweredOutOfIt(Completeness completeness) {
        shop.issuer.onHistory = query -> now(Optional.of(CacheFixtures.history(completeness, null, 2, 1)));
        shop.read();

        assertThat(CacheFixtures.answer(shop.cache.find(COUPON, RedemptionId.of("rdm-1"), Freshness.CACHED_OK)))
                .contains(CacheFixtures.redemption(1));

        assertThat(shop.issuer.finds).hasValue(0);
    }

    @Test
    void find_fromTheIssuer_asksHimThoughAHistoryIsHeld() {
        shop.issuer.lists(1);
        shop.read();
        shop.issuer.onFind = id -> now(Optional.empty());

        assertThat(CacheFixtures.answer(shop.cache.find(COUPON, RedemptionId.of("rdm-1"), Freshness.FROM_ISSUER)))
                .isEmpty();

        assertThat(shop.issuer.finds).hasValue(1);
    }

    @Test
    void find_notInAProvenHistory_isCertainlyNotThere() {
        shop.issuer.lists(1);
        shop.read();

        assertThat(CacheFixtures.answer(shop.cache.find(COUPON, RedemptionId.of("rdm-9"), Freshness.CACHED_OK)))
                .isEmpty();

        assertThat(shop.issuer.finds).hasValue(0);
    }

    @Test
    void find_notInAHistoryThatProvesNothing_asksTheIssuer() {
        shop.issuer.onHistory = query -> now(Optional.of(CacheFixtures.history(Completeness.UNKNOWN, null, 1)));
        shop.issuer.onFind = id -> now(Optional.of(CacheFixtures.redemption(9)));
        shop.read();

        assertThat(CacheFixtures.answer(shop.cache.find(COUPON, RedemptionId.of("rdm-9"), Freshness.CACHED_OK)))
                .isPresent();

        assertThat(shop.issuer.finds).hasValue(1);
    }

    @Test
    void find_nothingHeld_asksTheIssuerEachTime() {
        CacheFixtures.answer(shop.cache.find(COUPON, RedemptionId.of("rdm-9"), Freshness.CACHED_OK));
        shop.time.advance(ofMillis(1));
        CacheFixtures.answer(shop.cache.find(COUPON, RedemptionId.of("rdm-9"), Freshness.CACHED_OK));

        assertThat(shop.issuer.finds).hasValue(2);
    }
}
