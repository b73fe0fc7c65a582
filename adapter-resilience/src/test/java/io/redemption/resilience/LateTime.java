package io.redemption.resilience;

import io.redemption.port.TimeSource;
import io.redemption.testing.ManualTime;
import java.time.Duration;
import java.time.Instant;

/** A time whose timers fire as late as the test says. */
final class LateTime implements TimeSource {
    private final ManualTime time;
    private Duration late = Duration.ZERO;

    LateTime(ManualTime time) {
        this.time = time;
    }

    /** Delays each task that becomes due from now on, once. */
    void delayTimersBy(Duration duration) {
        late = duration;
    }

    @Override
    public Instant now() {
        return time.now();
    }

    @Override
    public long nanoTime() {
        return time.nanoTime();
    }

    @Override
    public Scheduled schedule(Duration delay, Runnable task) {
        return time.schedule(delay, () -> {
            if (late.isZero()) {
                task.run();
            } else {
                time.schedule(late, task);
            }
        });
    }
}
