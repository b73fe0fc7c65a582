package io.redemption.inmemory;

import io.redemption.port.TimeSource;
import java.time.Duration;
import java.time.Instant;

/** A time of day that stands still until a test advances it. The issuer sets no timers, so there are none. */
final class StandingTime implements TimeSource {
    private volatile Instant now;

    private StandingTime(Instant now) {
        this.now = now;
    }

    static StandingTime at(Instant now) {
        return new StandingTime(now);
    }

    void advance(Duration step) {
        now = now.plus(step);
    }

    @Override
    public Instant now() {
        return now;
    }

    @Override
    public long nanoTime() {
        throw new UnsupportedOperationException("the issuer in memory measures no durations");
    }

    @Override
    public Scheduled schedule(Duration delay, Runnable task) {
        throw new UnsupportedOperationException("the issuer in memory sets no timers");
    }
}
