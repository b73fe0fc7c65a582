package io.redemption.cache;

import static io.redemption.cache.CacheFixtures.COUPON;
import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.cache.CacheListener.LoadResult;
import io.redemption.model.HistoryQuery;
import io.redemption.port.TimeSource;
import io.redemption.testing.ManualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A store that fails counts as empty: the issuer answers, and writes end as they would without a cache. */
class BrokenStoreTest {
    private final StoreBreakingTime time = new StoreBreakingTime();
    private final ProgrammedIssuer issuer = new ProgrammedIssuer();
    private final EventLog log = new EventLog();
    private final CachingRedemptionPort cache = CachingRedemptionPort.over(
            issuer, CacheOptions.builder().time(time).listener(log).build());

    private List<Integer> read() {
        return CacheUnderTest.numbers(cache.history(COUPON, HistoryQuery.ALL).toCompletableFuture());
    }

    @Test
    void history_storeThrowsWhenAnAnswerIsKept_isReadFromTheIssuer() {
        time.isBroken = true;
        issuer.lists(1);

        for (int i = 1; i <= 2; i++) {
            assertThat(read()).containsExactly(1);
            assertThat(issuer.histories).hasValue(i);
        }
        assertThat(log.loads).containsExactly(LoadResult.NOT_KEPT, LoadResult.NOT_KEPT);
        assertThat(time.failures).isPositive();
    }

    @Test
    void history_storeThrowsWhenAnEntryIsRead_isReadFromTheIssuer() {
        issuer.lists(1);
        assertThat(read()).containsExactly(1);
        assertThat(read()).containsExactly(1);
        assertThat(issuer.histories).as("the entry is served").hasValue(1);

        time.isBroken = true;

        assertThat(read()).containsExactly(1);
        assertThat(issuer.histories).hasValue(2);
        assertThat(time.failures).isPositive();
    }

    @Test
    void redeem_storeThrowsWhenAnEntryIsDropped_isAnsweredAndTheEntryIsNotServed() {
        issuer.lists(1);
        assertThat(read()).containsExactly(1);

        time.isBroken = true;
        assertThat(CacheFixtures.answer(cache.redeem(CacheFixtures.attempt(2)))).isNotNull();
        assertThat(time.failures).isPositive();
        time.isBroken = false;

        issuer.lists(2, 1);
        assertThat(read()).containsExactly(2, 1);
        assertThat(issuer.histories).hasValue(2);
    }

    /** A manual time that, while it is broken, throws when Caffeine asks for it, and only then. */
    private static final class StoreBreakingTime implements TimeSource {
        private final ManualTime time = ManualTime.at(CacheFixtures.NOON);
        private boolean isBroken;
        private int failures;

        @Override
        public long nanoTime() {
            if (isBroken && isAskedByCaffeine()) {
                failures++;
                throw new IllegalStateException("broken");
            }
            return time.nanoTime();
        }

        private static boolean isAskedByCaffeine() {
            return StackWalker.getInstance()
                    .walk(frames ->
                            frames.anyMatch(frame -> frame.getClassName().startsWith("com.github.benmanes.caffeine.")));
        }

        @Override
        public Instant now() {
            return time.now();
        }

        @Override
        public Scheduled schedule(Duration delay, Runnable task) {
            return time.schedule(delay, task);
        }
    }
}
