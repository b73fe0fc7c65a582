package io.redemption;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The only clock and timer of the library; a test moves its own by hand. Thread-safe. */
public interface TimeSource {
    /** {@return the time of day} */
    Instant now();

    /** {@return a count of nanoseconds that only grows; good for differences alone} */
    long nanoTime();

    /**
     * Runs a task once, later, on a thread that is not the caller's. The task must be short and must not block.
     *
     * @param delay how long to wait, not negative
     * @param task what to run
     * @return a handle to call it off
     */
    Scheduled schedule(Duration delay, Runnable task);

    /** A task that waits for its time. */
    @FunctionalInterface
    interface Scheduled {
        /** Calls the task off if it has not begun. May be repeated. */
        void cancel();
    }

    /** {@return the time of this machine; its timer threads belong to the JDK} */
    static TimeSource system() {
        return SystemTime.INSTANCE;
    }

    /** The JDK's clock and timer. */
    enum SystemTime implements TimeSource {
        /** There is one. */
        INSTANCE;

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
            // JDK 17 keeps the timer of a future that is cancelled (JDK-8303742), so calling off completes it instead.
            CompletableFuture<Boolean> due =
                    new CompletableFuture<Boolean>().completeOnTimeout(true, delay.toNanos(), TimeUnit.NANOSECONDS);
            CompletableFuture<Void> unused = due.thenAccept(isDue -> {
                if (isDue) {
                    due.defaultExecutor().execute(task);
                }
            });
            return () -> due.complete(false);
        }
    }
}
