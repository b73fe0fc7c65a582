package io.redemption.server.conformance;

import io.redemption.port.TimeSource;
import io.redemption.tck.IssuerClock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;

/** The time of this machine with an offset: deadlines run in real time, validity follows the moved time. */
final class MovableTime implements TimeSource, IssuerClock {
    private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);

    @Override
    public Instant now() {
        return TimeSource.system().now().plus(ahead.get());
    }

    @Override
    public long nanoTime() {
        return TimeSource.system().nanoTime();
    }

    @Override
    public Scheduled schedule(Duration delay, Runnable task) {
        return TimeSource.system().schedule(delay, task);
    }

    @Override
    public void advance(Duration by) {
        ahead.updateAndGet(by::plus);
    }
}
