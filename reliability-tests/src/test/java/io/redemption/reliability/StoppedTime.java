package io.redemption.reliability;

import io.redemption.port.TimeSource;
import java.time.Duration;
import java.time.Instant;

/** A clock that always shows noon, so that each run of a schedule is the same. It has no timers. */
enum StoppedTime implements TimeSource {
    AT_NOON;

    @Override
    public Instant now() {
        return Fixtures.NOON;
    }

    @Override
    public long nanoTime() {
        return 0;
    }

    @Override
    public Scheduled schedule(Duration delay, Runnable task) {
        throw new UnsupportedOperationException("schedule: " + delay + " (expected: a clock without timers)");
    }
}
