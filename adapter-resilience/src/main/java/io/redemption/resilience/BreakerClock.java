package io.redemption.resilience;

import io.redemption.port.TimeSource;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * The clock by which circuit breakers stay open. It counts the time that has passed, and does not follow the time of
 * day: a corrected clock must not hold a breaker open.
 */
final class BreakerClock extends Clock {
    private final TimeSource time;
    private final long start;

    BreakerClock(TimeSource time) {
        this.time = time;
        this.start = time.nanoTime();
    }

    @Override
    public Instant instant() {
        return Instant.EPOCH.plusNanos(time.nanoTime() - start);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
