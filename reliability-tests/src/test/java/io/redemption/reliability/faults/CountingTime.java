package io.redemption.reliability.faults;

import io.redemption.port.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** The machine's time, which counts the timers that are set: those that have neither gone off nor been called off. */
final class CountingTime implements TimeSource {
    private final TimeSource machine = TimeSource.system();
    private final AtomicInteger set = new AtomicInteger();

    @Override
    public Instant now() {
        return machine.now();
    }

    @Override
    public long nanoTime() {
        return machine.nanoTime();
    }

    @Override
    public Scheduled schedule(Duration delay, Runnable task) {
        AtomicBoolean over = new AtomicBoolean();
        set.incrementAndGet();
        Scheduled timer = machine.schedule(delay, () -> {
            end(over);
            task.run();
        });
        return () -> {
            end(over);
            timer.cancel();
        };
    }

    private void end(AtomicBoolean over) {
        if (over.compareAndSet(false, true)) {
            set.decrementAndGet();
        }
    }

    int timersSet() {
        return set.get();
    }
}
