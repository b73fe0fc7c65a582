package io.redemption.resilience;

import io.redemption.port.TimeSource;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A timer that may be cancelled before, while and after it is set. Thread-safe. */
final class CancellableTimer {
    private boolean off;
    private TimeSource.@Nullable Scheduled timer;

    /**
     * Runs a task after a delay, unless it is cancelled before.
     *
     * @return whether the timer accepted it
     */
    boolean set(TimeSource time, Duration delay, Runnable task) {
        TimeSource.Scheduled scheduled;
        try {
            scheduled = time.schedule(delay, task);
        } catch (Throwable brokenTimer) {
            return false;
        }
        boolean tooLate;
        synchronized (this) {
            timer = scheduled;
            tooLate = off;
        }
        if (tooLate) {
            cancel(scheduled);
        }
        return true;
    }

    /** Cancels the task, if it has not begun. */
    void cancel() {
        TimeSource.Scheduled scheduled;
        synchronized (this) {
            off = true;
            scheduled = timer;
        }
        if (scheduled != null) {
            cancel(scheduled);
        }
    }

    private static void cancel(TimeSource.Scheduled scheduled) {
        try {
            scheduled.cancel();
        } catch (Throwable broken) {
            return; // it fires and finds that the call has ended; what has ended must still be told
        }
    }
}
