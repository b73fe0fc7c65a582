package io.redemption.port;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class TimerWheelTest {
    private static final int THREADS = 4;
    private static final int TIMERS = 4_000;

    private final AtomicInteger threads = new AtomicInteger();
    private final TimerWheel wheel = new TimerWheel(this::thread, SECONDS.toNanos(1), Runnable::run);

    private Thread thread(Runnable task) {
        threads.incrementAndGet();
        Thread thread = new Thread(task, "wheel-under-test");
        thread.setDaemon(true);
        return thread;
    }

    /** Some delays are longer than a turn of the wheel, and many are zero. */
    @Test
    void schedule_manyFromManyThreads_eachRunsOnceAndNotEarly() throws Exception {
        AtomicInteger runs = new AtomicInteger();
        AtomicInteger early = new AtomicInteger();
        CountDownLatch all = new CountDownLatch(THREADS * TIMERS);
        ExecutorService callers = Executors.newFixedThreadPool(THREADS);
        try {
            for (int i = 0; i < THREADS; i++) {
                Random random = new Random(i);
                callers.execute(() -> {
                    for (int each = 0; each < TIMERS; each++) {
                        long delay = random.nextInt(3) == 0 ? 0 : MILLISECONDS.toNanos(random.nextInt(5_000));
                        long dueAt = System.nanoTime() + delay;
                        wheel.schedule(delay, () -> {
                            runs.incrementAndGet();
                            early.addAndGet(System.nanoTime() - dueAt < 0 ? 1 : 0);
                            all.countDown();
                        });
                    }
                });
            }

            assertThat(all.await(30, SECONDS))
                    .as("all ran, but for " + all.getCount())
                    .isTrue();
            assertThat(runs).hasValue(THREADS * TIMERS);
            assertThat(early).hasValue(0);
        } finally {
            callers.shutdownNow();
        }
    }

    @Test
    void cancel_manyFromManyThreads_noneRunsAndOthersDo() throws Exception {
        AtomicInteger cancelledRuns = new AtomicInteger();
        CountDownLatch others = new CountDownLatch(TIMERS);
        ExecutorService callers = Executors.newFixedThreadPool(THREADS);
        try {
            List<TimeSource.Scheduled> cancelled = new ArrayList<>();
            for (int i = 0; i < TIMERS; i++) {
                cancelled.add(wheel.schedule(SECONDS.toNanos(4), cancelledRuns::incrementAndGet));
                wheel.schedule(SECONDS.toNanos(4), others::countDown);
            }
            for (TimeSource.Scheduled each : cancelled) {
                callers.execute(each::cancel);
                callers.execute(each::cancel);
            }

            assertThat(others.await(30, SECONDS)).isTrue();
            assertThat(cancelledRuns).hasValue(0);
        } finally {
            callers.shutdownNow();
        }
    }

    /** The thread ends without timers, and another one starts with the next; a timer in between is not lost. */
    @Test
    void schedule_aroundTheEndOfTheThread_runsInTime() throws Exception {
        TimerWheel shortLived = new TimerWheel(this::thread, MILLISECONDS.toNanos(2), Runnable::run);
        Random random = new Random(16);
        for (int i = 0; i < 300; i++) {
            CountDownLatch ran = new CountDownLatch(1);
            shortLived.schedule(0, ran::countDown);

            assertThat(ran.await(10, SECONDS)).as("timer " + i).isTrue();
            MILLISECONDS.sleep(random.nextInt(6));
        }
        assertThat(threads.get()).isGreaterThan(1);
    }

    @Test
    void schedule_earlierThanTheOthers_doesNotWaitForThem() throws Exception {
        TimeSource.Scheduled late = wheel.schedule(SECONDS.toNanos(60), () -> {});
        MILLISECONDS.sleep(50);
        CountDownLatch ran = new CountDownLatch(1);

        wheel.schedule(MILLISECONDS.toNanos(10), ran::countDown);

        assertThat(ran.await(10, SECONDS)).isTrue();
        late.cancel();
    }

    @Test
    void schedule_taskThrows_othersRun() throws Exception {
        CountDownLatch ran = new CountDownLatch(1);

        wheel.schedule(0, () -> {
            throw new IllegalStateException("of the task");
        });
        wheel.schedule(MILLISECONDS.toNanos(20), ran::countDown);

        assertThat(ran.await(10, SECONDS)).isTrue();
    }
}
