package io.redemption.port;

import java.time.Duration;
import java.time.Instant;

/** The only clock and timer of the library. A test replaces it by a manual one. Thread-safe. */
public interface TimeSource {
    /** {@return the time of day} */
    Instant now();

    /** {@return a count of nanoseconds that never decreases; only differences are meaningful} */
    long nanoTime();

    /**
     * Runs a task once, later, on a thread that is not the caller's. The task must be short and must not block.
     *
     * @param delay how long to wait, not negative
     * @param task what to run
     * @return a handle to cancel it
     */
    Scheduled schedule(Duration delay, Runnable task);

    /** A task that is scheduled. */
    @FunctionalInterface
    interface Scheduled {
        /** Cancels the task if it has not begun. May be repeated. */
        void cancel();
    }

    /**
     * Returns the clock and timer of this machine. Its tasks run on daemon threads of this library, which start with
     * the first task and end after some seconds without one.
     *
     * @return the one such source of the process
     */
    static TimeSource system() {
        return SystemTime.INSTANCE;
    }
}
