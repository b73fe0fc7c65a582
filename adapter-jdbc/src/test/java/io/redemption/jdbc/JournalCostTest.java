package io.redemption.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.Redemptions;
import io.redemption.inmemory.InMemoryRedemptionPort;
import io.redemption.model.Coupon;
import io.redemption.model.Discount;
import io.redemption.model.RedeemableId;
import io.redemption.model.RedemptionOutcome;
import io.redemption.model.RedemptionRequest;
import io.redemption.port.AttemptJournal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the journal in a SQLite file costs a redeem, 64 under way at once, beside the journal in memory in the same run.
 * Prints the rates, which depend on the machine, and asserts the commits, of which each is one fsync.
 */
class JournalCostTest {
    private static final int REDEEMS = Boolean.getBoolean("reliability") ? 20_000 : 1_000;
    private static final int UNDER_WAY = 64;
    private static final int ROUNDS = 3;

    @TempDir
    private Path folder;

    @Test
    void redeem_overSqlite_sharesItsCommits() throws InterruptedException {
        FaultyDataSource counting =
                new FaultyDataSource(new DriverDataSource("jdbc:sqlite:" + folder.resolve("journal.db")));
        JdbcAttemptJournal.migrate(counting.dataSource());
        long memoryNanos = Long.MAX_VALUE;
        long sqliteNanos = Long.MAX_VALUE;
        int commits = 0;
        try (JdbcAttemptJournal journal =
                JdbcAttemptJournal.builder(counting.dataSource()).build()) {
            for (int round = 0; round < ROUNDS; round++) {
                memoryNanos = Math.min(memoryNanos, nanos(AttemptJournal.inMemory()));
                int before = counting.commits.get();
                sqliteNanos = Math.min(sqliteNanos, nanos(journal));
                commits += counting.commits.get() - before;
            }
        }
        double commitsPerRedeem = (double) commits / (ROUNDS * REDEEMS);
        System.out.printf(
                "redeem, %d under way, best of %d: %,d/s in memory, %,d/s with SQLite, ratio %.3f; %.4f commits each%n",
                UNDER_WAY,
                ROUNDS,
                perSecond(memoryNanos),
                perSecond(sqliteNanos),
                (double) memoryNanos / sqliteNanos,
                commitsPerRedeem);

        assertThat(commitsPerRedeem).isLessThan(0.2);
    }

    private static long perSecond(long nanos) {
        return REDEEMS * 1_000_000_000L / nanos;
    }

    private static long nanos(AttemptJournal journal) throws InterruptedException {
        InMemoryRedemptionPort issuer = InMemoryRedemptionPort.create();
        issuer.issue(Coupon.builder("cpn-1", Discount.fixed("10")).build());
        RedemptionRequest request = RedemptionRequest.builder(RedeemableId.coupon("cpn-1"))
                .user("user-1")
                .build();
        Semaphore underWay = new Semaphore(UNDER_WAY);
        CountDownLatch ended = new CountDownLatch(REDEEMS);
        AtomicInteger redeemed = new AtomicInteger();
        Redemptions shop = Redemptions.over(issuer, journal);
        long begun = System.nanoTime();
        for (int i = 0; i < REDEEMS; i++) {
            underWay.acquire();
            var unused = shop.redeem(request).whenComplete((outcome, thrown) -> {
                redeemed.addAndGet(isRedeemed(outcome) ? 1 : 0);
                underWay.release();
                ended.countDown();
            });
        }
        assertThat(ended.await(Duration.ofMinutes(5).toMillis(), TimeUnit.MILLISECONDS))
                .isTrue();
        long nanos = System.nanoTime() - begun;
        assertThat(redeemed.get()).isEqualTo(REDEEMS);
        return nanos;
    }

    private static boolean isRedeemed(RedemptionOutcome outcome) {
        return outcome != null && outcome.fold(r -> true, r -> false, u -> false);
    }
}
