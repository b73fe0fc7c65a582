package io.redemption;

import io.redemption.port.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.RejectedExecutionException;

/** A clock whose timer was shut down. */
final class RefusingTimer implements TimeSource {
    @Override
    public Instant now() {
        return ManualTime.START;
    }

    @Override
    public long nanoTime() {
        return 0;
    }

    @Override
    public Scheduled schedule(Duration delay, Runnable task) {
        throw new RejectedExecutionException("shut down");
    }
}
