package io.redemption.reliability.hostile;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Tells how late this machine runs a thread that was just started, as a timer of the JDK starts one when it is due: for
 * that much nobody can be blamed who was late as well.
 */
final class Metronome implements AutoCloseable {
    private static final long BEAT_NANOS = 5_000_000;

    private final AtomicLong latest = new AtomicLong();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Thread thread = new Thread(this::beat, "metronome");

    Metronome() {
        thread.setDaemon(true);
        thread.start();
    }

    private void beat() {
        try {
            long due = System.nanoTime() + BEAT_NANOS;
            while (!stopped.await(Math.max(0, due - System.nanoTime()), TimeUnit.NANOSECONDS)) {
                long wanted = due;
                Thread tick = new Thread(() -> latest.accumulateAndGet(System.nanoTime() - wanted, Math::max), "tick");
                tick.start();
                tick.join();
                due = System.nanoTime() + BEAT_NANOS;
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    /** By how much the latest beat was late. */
    long latestNanos() {
        return latest.get();
    }

    @Override
    public void close() {
        stopped.countDown();
    }
}
