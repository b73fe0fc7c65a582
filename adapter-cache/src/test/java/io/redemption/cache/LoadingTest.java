package io.redemption.cache;

import static io.redemption.cache.CacheFixtures.COUPON;
import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.cache.CacheListener.CacheResult;
import io.redemption.cache.CacheListener.LoadResult;
import io.redemption.model.FailureCode;
import io.redemption.model.Freshness;
import io.redemption.model.HistoryQuery;
import io.redemption.model.RedemptionException;
import io.redemption.model.RedemptionHistory;
import io.redemption.port.RedemptionChangeListener.Change;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Callers who miss the same entry share one read, and each gets a stage of their own. */
class LoadingTest {
    private final CacheUnderTest shop = new CacheUnderTest();
    private final List<CompletableFuture<Optional<RedemptionHistory>>> asked = new ArrayList<>();

    /** Leaves the issuer's answers pending. */
    private void hesitate() {
        shop.issuer.onHistory = query -> {
            CompletableFuture<Optional<RedemptionHistory>> answer = new CompletableFuture<>();
            asked.add(answer);
            return answer;
        };
    }

    private static Optional<RedemptionHistory> list(Integer... numbers) {
        return Optional.of(CacheFixtures.whole(numbers));
    }

    @Test
    void history_whileTheSameIsRead_joinsThatRead() {
        hesitate();
        CompletableFuture<Optional<RedemptionHistory>> first = shop.begin();
        CompletableFuture<Optional<RedemptionHistory>> second = shop.begin();

        asked.get(0).complete(list(1));

        assertThat(asked).hasSize(1);
        assertThat(first).isNotSameAs(second);
        assertThat(CacheUnderTest.numbers(first)).containsExactly(1);
        assertThat(CacheUnderTest.numbers(second)).containsExactly(1);
        assertThat(shop.log.results).containsExactly(CacheResult.MISS, CacheResult.JOINED);
    }

    @Test
    void history_begunAfterAnAcknowledgement_joinsNoOlderRead() {
        hesitate();
        CompletableFuture<Optional<RedemptionHistory>> older = shop.begin();
        shop.redeem(2);
        CompletableFuture<Optional<RedemptionHistory>> newer = shop.begin();

        assertThat(asked).hasSize(2);
        asked.get(0).complete(list(1));
        assertThat(CacheUnderTest.numbers(older)).containsExactly(1);
        assertThat(newer).isNotDone();
        asked.get(1).complete(list(2, 1));
        assertThat(CacheUnderTest.numbers(newer)).containsExactly(2, 1);
        assertThat(shop.log.loads).containsExactly(LoadResult.OVERTAKEN, LoadResult.KEPT);
    }

    @Test
    void history_readAcrossAnAcknowledgement_isNotKept() {
        hesitate();
        shop.start();
        shop.redeem(2);
        asked.get(0).complete(list(1));

        CompletableFuture<Optional<RedemptionHistory>> later = shop.begin();

        assertThat(later).isNotDone();
        asked.get(1).complete(list(2, 1));
        assertThat(CacheUnderTest.numbers(later)).containsExactly(2, 1);
    }

    /** The answer of a long read is not kept even after the change during it was forgotten. */
    @Test
    void history_readForLongerThanChangesAreRemembered_isNeitherKeptNorJoined() {
        hesitate();
        shop.start();
        shop.redeem(2);
        shop.time.advance(Duration.ofSeconds(61));
        shop.redeemOther();

        CompletableFuture<Optional<RedemptionHistory>> later = shop.begin();
        asked.get(0).complete(list(1));

        assertThat(later).isNotDone();
        assertThat(shop.log.loads).containsExactly(LoadResult.OVERTAKEN);
        asked.get(1).complete(list(2, 1));
        assertThat(shop.read()).containsExactly(2, 1);
    }

    @Test
    void history_readAcrossADoubt_isNotKept() {
        hesitate();
        shop.start();
        shop.cache.changed(COUPON, Change.IN_DOUBT, null);
        shop.cache.changed(COUPON, Change.SETTLED, null);

        asked.get(0).complete(list(1));

        assertThat(shop.log.loads).containsExactly(LoadResult.OVERTAKEN);
    }

    @Test
    void cancel_ofOneCaller_hitsNobodyElse() {
        hesitate();
        CompletableFuture<Optional<RedemptionHistory>> first = shop.begin();
        CompletableFuture<Optional<RedemptionHistory>> second = shop.begin();

        first.cancel(false);

        assertThat(first).isCancelled();
        assertThat(asked.get(0)).isNotDone();
        asked.get(0).complete(list(1));
        assertThat(CacheUnderTest.numbers(second)).containsExactly(1);
    }

    @Test
    void cancel_ofAllCallers_cancelsTheReadAndNobodyJoinsIt() {
        hesitate();
        CompletableFuture<Optional<RedemptionHistory>> first = shop.begin();
        CompletableFuture<Optional<RedemptionHistory>> second = shop.begin();

        first.cancel(false);
        second.cancel(false);

        assertThat(asked.get(0)).isCancelled();
        CompletableFuture<Optional<RedemptionHistory>> third = shop.begin();
        asked.get(1).complete(list(1));
        assertThat(CacheUnderTest.numbers(third)).containsExactly(1);
    }

    @Test
    void cancel_whileWaitingToReadAgain_leavesNoTimer() {
        shop.issuer.lists(1);
        shop.redeem(2);
        CompletableFuture<Optional<RedemptionHistory>> read = shop.begin();
        assertThat(shop.time.waiting()).isEqualTo(1);

        read.cancel(false);

        assertThat(shop.time.waiting()).isZero();
        assertThat(shop.log.loads).containsExactly(LoadResult.FAILED);
    }

    @Test
    void cancel_ofAPassedOnRead_cancelsThatOne() {
        hesitate();

        shop.cache
                .history(COUPON, HistoryQuery.ALL_FROM_ISSUER)
                .toCompletableFuture()
                .cancel(false);

        assertThat(asked.get(0)).isCancelled();
    }

    @Test
    void complete_byOneCaller_hitsNobodyElse() {
        hesitate();
        CompletableFuture<Optional<RedemptionHistory>> first = shop.begin();
        CompletableFuture<Optional<RedemptionHistory>> second = shop.begin();

        first.complete(Optional.empty());
        asked.get(0).complete(list(1));

        assertThat(CacheUnderTest.numbers(second)).containsExactly(1);
        shop.begin().complete(Optional.empty());
        assertThat(shop.read()).containsExactly(1);
    }

    @Test
    void history_thousandCallersOnOneColdKey_isReadOnce() throws InterruptedException {
        List<CompletableFuture<Optional<RedemptionHistory>>> all = stampede();

        assertThat(all)
                .allSatisfy(one -> assertThat(CacheUnderTest.numbers(one)).containsExactly(1));
        assertThat(shop.issuer.histories).hasValue(1);
    }

    private List<CompletableFuture<Optional<RedemptionHistory>>> stampede() throws InterruptedException {
        int threads = 8;
        CompletableFuture<Optional<RedemptionHistory>> answer = new CompletableFuture<>();
        shop.issuer.onHistory = query -> answer;
        CountDownLatch latch = new CountDownLatch(1);
        Queue<CompletableFuture<Optional<RedemptionHistory>>> callers = new ConcurrentLinkedQueue<>();
        ExecutorService crew = Executors.newFixedThreadPool(threads);
        for (int i = 0; i < 1000; i++) {
            int number = i;
            crew.execute(() -> {
                if (number < threads) {
                    await(latch);
                }
                if (number == 500) {
                    answer.complete(list(1)); // while all callers wait
                }
                callers.add(shop.begin());
            });
        }
        latch.countDown();
        crew.shutdown();
        assertThat(crew.awaitTermination(20, TimeUnit.SECONDS))
                .as("the stampede is over")
                .isTrue();
        assertThat(callers).hasSize(1000);
        return List.copyOf(callers);
    }

    private static void await(CountDownLatch latch) {
        try {
            if (!latch.await(20, TimeUnit.SECONDS)) {
                throw new AssertionError("waited 20 s for the gate");
            }
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted at the gate", e);
        }
    }

    @Test
    void history_issuerDown_failsForAllAndNothingIsKept() {
        hesitate();
        List<CompletableFuture<Optional<RedemptionHistory>>> callers =
                IntStream.range(0, 1000).mapToObj(i -> shop.begin()).toList();
        RedemptionException failure = new RedemptionException(FailureCode.NOT_REACHABLE, "gone");

        asked.get(0).completeExceptionally(failure);

        assertThat(callers)
                .allSatisfy(one -> assertThat(CacheFixtures.failure(one)).isSameAs(failure));
        assertThat(asked).hasSize(1);
        assertThat(shop.begin()).isNotDone();
        assertThat(asked).hasSize(2);
        assertThat(shop.log.weight).isZero();
    }

    @Test
    void history_delegateThrows_failsAndNothingIsStuck() {
        shop.issuer.onHistory = query -> {
            throw new IllegalStateException("broken");
        };
        assertThat(CacheFixtures.failure(shop.begin())).isInstanceOf(IllegalStateException.class);

        shop.issuer.lists(1);

        assertThat(shop.read()).containsExactly(1);
    }

    @Test
    @SuppressWarnings("NullAway") // null is what the contract forbids and the issuer of this test answers
    void history_delegateAnswersNull_failsAndNothingIsStuck() {
        shop.issuer.onHistory = query -> null;
        assertThat(CacheFixtures.failure(shop.begin())).isInstanceOf(IllegalStateException.class);
        shop.issuer.onHistory = query -> CompletableFuture.completedFuture(null);
        assertThat(CacheFixtures.failure(shop.begin())).isInstanceOf(IllegalStateException.class);

        shop.issuer.lists(1);

        assertThat(shop.read()).containsExactly(1);
    }

    @Test
    void history_listenerThrows_isAnswered() {
        CacheUnderTest loud = new CacheUnderTest(options -> options.listener(new CacheListener() {
            @Override
            public void cacheRead(CacheRead event) {
                throw new IllegalStateException("loud");
            }

            @Override
            public void cacheLoaded(CacheLoaded event) {
                throw new IllegalStateException("loud");
            }
        }));
        loud.issuer.lists(1);

        assertThat(loud.read()).containsExactly(1);
        assertThat(loud.read()).containsExactly(1);
    }

    @Test
    void lookup_whileTheSameIsRead_joinsThatRead() {
        CompletableFuture<Optional<io.redemption.model.RedeemableState>> answer = new CompletableFuture<>();
        shop.issuer.onLookup = () -> answer;
        var first = shop.cache.lookup(COUPON, Freshness.CACHED_OK);
        var second = shop.cache.lookup(COUPON, Freshness.CACHED_OK);

        answer.complete(Optional.of(CacheFixtures.state()));

        assertThat(CacheFixtures.answer(first)).contains(CacheFixtures.state());
        assertThat(CacheFixtures.answer(second)).contains(CacheFixtures.state());
        assertThat(shop.issuer.lookups).hasValue(1);
    }
}
