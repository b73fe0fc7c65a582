package io.redemption;

import io.redemption.port.TimeSource;
import org.jspecify.annotations.Nullable;

/** Timers of a time source that a platform may have written. */
final class Timers {
    private Timers() {}

    /** Cancels a timer. If that fails, the timer fires and finds that what it limits has ended. */
    static void cancel(TimeSource.@Nullable Scheduled timer) {
        if (timer == null) {
            return;
        }
        try {
            timer.cancel();
        } catch (Throwable broken) {
            return; // what has ended must still be told
        }
    }
}
