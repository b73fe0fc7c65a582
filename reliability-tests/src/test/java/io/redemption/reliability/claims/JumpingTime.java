package io.redemption.reliability.claims;

import io.redemption.port.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/** The machine's clock and timer; the clock can be put forward. To be done while no call is under way. Thread-safe. */
final class JumpingTime implements TimeSource {
    private final TimeSource machine = TimeSource.system();
    private final AtomicLong aheadNanos = new AtomicLong();

    void jump(Duration by) {
        aheadNanos.addAndGet(by.toNanos());
    }

    @Override
    public Instant now() {
        return machine.now().plusNanos(aheadNanos.get());
    }

    @Override
    public long nanoTime() {
        return machine.nanoTime() + aheadNanos.get();
    }

    @Override
    public Scheduled schedule(Duration delay, Runnable task) {
        return machine.schedule(delay, task);
    }
}
