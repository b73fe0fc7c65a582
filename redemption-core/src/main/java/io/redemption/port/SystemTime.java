package io.redemption.port;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The machine's clock, and a timer. One thread waits, and due tasks run on a pool, so that no task delays another. The
 * JDK's common pool is not used, because other code may block it. The threads are daemons. They start with the first
 * task and end after some seconds without one.
 */
final class SystemTime implements TimeSource {
    /** The only instance. */
    static final SystemTime INSTANCE = new SystemTime();

    private static final long KEEP_ALIVE_SECONDS = 5;

    private final TimerWheel timers =
            new TimerWheel(daemons("redemption-timer-"), TimeUnit.SECONDS.toNanos(KEEP_ALIVE_SECONDS), this::run);
    private final ThreadPoolExecutor pool = new ThreadPoolExecutor(
            0,
            Integer.MAX_VALUE,
            KEEP_ALIVE_SECONDS,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            daemons("redemption-worker-"));

    private SystemTime() {}

    private static ThreadFactory daemons(String prefix) {
        AtomicInteger number = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, prefix + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    @Override
    public Instant now() {
        return Instant.now();
    }

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public Scheduled schedule(Duration delay, Runnable task) {
        return timers.schedule(delay.toNanos(), task);
    }

    private void run(Runnable task) {
        try {
            pool.execute(task);
        } catch (OutOfMemoryError noThread) {
            task.run(); // delaying other tasks is better than losing this one
        }
    }
}
