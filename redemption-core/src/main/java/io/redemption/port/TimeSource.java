package io.redemption.port;

import java.time.Duration;
import java.time.Instant;

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

    /**
     * Returns the time of this machine. Its tasks run on daemon threads of this library's own, which begin with the
     * first task and end when there has been none for a while.
     *
     * @return the one such source of the process
     */
    static TimeSource system() {
        return SystemTime.INSTANCE;
    }
}
