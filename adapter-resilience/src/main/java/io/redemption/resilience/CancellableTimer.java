package io.redemption.resilience;

import io.redemption.port.TimeSource;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A timer that may be called off before, while and after it is set. Thread-safe. */
final class CancellableTimer {
    private boolean off;
    private TimeSource.@Nullable Scheduled timer;

    /**
     * Runs a task later, unless it is called off before.
     *
     * @return whether the timer took it
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
            scheduled.cancel();
        }
        return true;
    }

    /** Calls the task off, if it has not begun. */
    void cancel() {
        TimeSource.Scheduled scheduled;
        synchronized (this) {
            off = true;
            scheduled = timer;
        }
        if (scheduled != null) {
            scheduled.cancel();
        }
    }
}
