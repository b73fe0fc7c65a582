package io.redemption.reliability.hostile;

import io.redemption.Redemptions;
import io.redemption.model.AttemptId;
import io.redemption.model.Code;
import io.redemption.model.Freshness;
import io.redemption.model.HistoryQuery;
import io.redemption.model.RedeemableId;
import io.redemption.model.RedemptionRequest;
import io.redemption.model.TransactionId;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Runs in a JVM of its own with a small heap, sets off one bomb after the other, many at once, and reports of each on a
 * line: how much the heap has grown when it was over, and by how many milliseconds the last of its calls missed the
 * deadline beyond what the machine was late by itself.
 */
final class Victim {
    private static final int WARMING_UP = 1_000_000;
    private static final long SETTLED = 4 << 20;
    private static final CountDownLatch NEVER = new CountDownLatch(1);
    private static final MemoryMXBean MEMORY = ManagementFactory.getMemoryMXBean();

    private final Redemptions shop;
    private final int atOnce;
    private final Duration deadline;
    private final PrintStream report;

    private Victim(Redemptions shop, int atOnce, Duration deadline, PrintStream report) {
        this.shop = shop;
        this.atOnce = atOnce;
        this.deadline = deadline;
        this.report = report;
    }

    /**
     * Reports to the standard output.
     *
     * @param arguments base URI, calls at once, deadline in milliseconds
     */
    public static void main(String[] arguments) throws InterruptedException {
        int atOnce = Integer.parseInt(arguments[1]);
        Duration deadline = Duration.ofMillis(Long.parseLong(arguments[2]));
        try (Client client = Client.unwatched(
                Client.defaults(arguments[0]).sendTimeout(deadline).connectTimeout(deadline))) {
            Victim victim = new Victim(client.shop(), atOnce, deadline, System.out);
            // Classes are loaded and pools filled by the first; only what comes after tells anything.
            victim.setOff(HttpBomb.SILENCE, WARMING_UP);
            victim.setOff(HttpBomb.ENDLESS_BODY, WARMING_UP);
            victim.setOff(ListBomb.ENDLESS_LIST, WARMING_UP);
            for (Bomb bomb : Bomb.all()) {
                victim.reportOn(bomb);
            }
        }
    }

    private void reportOn(Bomb bomb) throws InterruptedException {
        long before = used();
        long lateMillis = setOff(bomb, 0);
        long grown = used() - before;
        for (int i = 0; i < 20 && grown > SETTLED; i++) {
            // Connections close on their event loops, and what they hold goes with them.
            NEVER.await(50, TimeUnit.MILLISECONDS);
            grown = used() - before;
        }
        report.println(String.join("\t", "bomb", bomb.name(), Long.toString(grown >> 10), Long.toString(lateMillis)));
    }

    /** Sets a bomb off, with calls from a number on, and answers by how much the last of them was late. */
    private long setOff(Bomb bomb, int first) throws InterruptedException {
        AtomicLong latest = new AtomicLong();
        try (Metronome metronome = new Metronome()) {
            ConcurrentRun.of(atOnce, atOnce, i -> timed(call(bomb, first + i), latest), (value, thrown) -> {});
            int sends = bomb.fuse() == Bomb.Fuse.LOOKUP_CODE ? 2 : 1;
            long late = latest.get() - sends * deadline.toNanos() - metronome.latestNanos();
            return Math.max(0, late / 1_000_000);
        }
    }

    private static CompletionStage<Object> timed(CompletionStage<Object> call, AtomicLong latest) {
        long start = System.nanoTime();
        return call.whenComplete((value, thrown) -> latest.accumulateAndGet(System.nanoTime() - start, Math::max));
    }

    private CompletionStage<?> stage(Bomb bomb, int number) {
        String name = bomb.name(number);
        RedeemableId id = RedeemableId.coupon(name);
        return switch (bomb.fuse()) {
            case REDEEM ->
                shop.redeem(shop.prepare(
                        RedemptionRequest.builder(id).user("u").value("1.00").build(), AttemptId.of(name)));
            case HISTORY -> shop.history(id, HistoryQuery.ALL);
            case SEARCH -> shop.history(id, HistoryQuery.ofTransaction(TransactionId.of("none")));
            case LOOKUP -> shop.lookup(id, Freshness.FROM_ISSUER);
            case LOOKUP_CODE -> shop.lookup(Code.of(name));
        };
    }

    private CompletionStage<Object> call(Bomb bomb, int number) {
        return stage(bomb, number).thenApply(answer -> answer);
    }

    /** What is in use when all that is being closed has been, which is waited for a little. */
    private static long used() {
        long used = Long.MAX_VALUE;
        for (int i = 0; i < 2; i++) {
            System.gc();
            used = Math.min(used, MEMORY.getHeapMemoryUsage().getUsed());
        }
        return used;
    }
}
