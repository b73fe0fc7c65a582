package io.redemption.reliability.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.cache.CacheOptions;
import io.redemption.cache.Variant;
import io.redemption.inmemory.InMemoryRedemptionPort;
import io.redemption.model.AttemptId;
import io.redemption.model.Coupon;
import io.redemption.model.Discount;
import io.redemption.model.HistoryQuery;
import io.redemption.model.RedeemableId;
import io.redemption.model.Redeemed;
import io.redemption.model.Redemption;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionHistory;
import io.redemption.model.RedemptionRequest;
import io.redemption.model.TransactionId;
import io.redemption.port.RedemptionPort;
import io.redemption.reliability.Figures;
import io.redemption.testing.ForwardingRedemptionPort;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Threads that redeem one coupon and read it at once each find their own redemption, whoever else reads meanwhile. */
@Timeout(300)
class RealThreadsTest {
    private static final int THREADS = 4;
    private static final int OF_ONE_COUPON = 40;
    private static final int MOST_ROUNDS_TO_CATCH = 2_000;

    private final ExecutorService crew = Executors.newFixedThreadPool(THREADS);
    private final ExecutorService network = Executors.newFixedThreadPool(2);
    private final InMemoryRedemptionPort issuer = InMemoryRedemptionPort.create();
    private final AtomicInteger numbers = new AtomicInteger();
    private final Figures figures = Figures.ofThisRun();

    @AfterEach
    void endThreads() {
        crew.shutdownNow();
        network.shutdownNow();
    }

    @Test
    void reads_ofManyThreadsAfterTheirRedemptions_areNeverStale() throws Exception {
        int target = figures.target("cache: reads of real threads after their redemptions");
        RedemptionPort cache = cache(Variant.OURS);
        int pairs = 0;
        int stale = 0;

        while (pairs < target) {
            stale += round(cache);
            pairs += THREADS * OF_ONE_COUPON;
        }

        figures.prove("cache: reads of real threads after their redemptions", pairs);
        figures.prove("cache: stale answers to real threads", stale);
    }

    @Test
    void reads_withoutTheGenerationStamp_areFoundStale() throws Exception {
        RedemptionPort cache = cache(Variant.NO_GENERATION_STAMP);
        int stale = 0;

        for (int round = 0; round < MOST_ROUNDS_TO_CATCH && stale == 0; round++) {
            stale += round(cache);
        }

        figures.prove("cache: no generation stamp with real threads: caught", stale > 0 ? 1 : 0);
    }

    private RedemptionPort cache(Variant variant) {
        return variant.over(new SlowReads(), CacheOptions.builder().build());
    }

    /** How many of the reads of one coupon were stale. */
    private int round(RedemptionPort cache) throws Exception {
        Coupon coupon = Coupon.builder("cpn-" + numbers.incrementAndGet(), Discount.percentage("10"))
                .build();
        answer(issuer.issue(coupon));
        List<Future<Integer>> running = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
            running.add(crew.submit(customer(cache, coupon.id())));
        }
        int stale = 0;
        for (Future<Integer> one : running) {
            stale += one.get(60, TimeUnit.SECONDS);
        }
        return stale;
    }

    private Callable<Integer> customer(RedemptionPort cache, RedeemableId id) {
        return () -> {
            int stale = 0;
            for (int i = 0; i < OF_ONE_COUPON; i++) {
                int number = numbers.incrementAndGet();
                RedemptionAttempt attempt = new RedemptionAttempt(
                        AttemptId.of("attempt-" + number),
                        RedemptionRequest.builder(id).user("user").build(),
                        TransactionId.of("t-" + number),
                        Instant.now());
                Redemption own = ((Redeemed) answer(cache.redeem(attempt))).redemption();
                RedemptionHistory seen =
                        answer(cache.history(id, HistoryQuery.ALL)).orElseThrow();
                stale += seen.redemptions().contains(own) ? 0 : 1;
            }
            return stale;
        };
    }

    private static <T> T answer(CompletionStage<T> stage) throws Exception {
        T answer = stage.toCompletableFuture().get(60, TimeUnit.SECONDS);
        assertThat(answer).isNotNull();
        return answer;
    }

    /** The issuer in memory, whose histories are read at once and arrive later, on another thread. */
    private final class SlowReads extends ForwardingRedemptionPort {
        SlowReads() {
            super(issuer);
        }

        @Override
        public CompletionStage<Optional<RedemptionHistory>> history(RedeemableId redeemable, HistoryQuery query) {
            CompletionStage<Optional<RedemptionHistory>> read = super.history(redeemable, query);
            return CompletableFuture.completedFuture(read).thenComposeAsync(answer -> answer, network);
        }
    }
}
