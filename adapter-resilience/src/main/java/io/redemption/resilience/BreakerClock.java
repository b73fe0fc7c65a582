package io.redemption.resilience;

import io.redemption.port.TimeSource;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * The clock that circuit breakers stay open by. It counts elapsed time and ignores the time of day: a corrected system
 * clock must not hold a breaker open.
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
