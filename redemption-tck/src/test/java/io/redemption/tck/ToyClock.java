package io.redemption.tck;

import java.time.Duration;
import java.time.Instant;

/** A clock that stands between two seconds until it is moved. Thread-safe. */
final class ToyClock implements IssuerClock {
    private Instant now = Instant.parse("2026-01-01T00:00:00.250Z");

    @Override
    public synchronized Instant now() {
        return now;
    }

    @Override
    public synchronized void advance(Duration by) {
        now = now.plus(by);
    }
}
