package io.redemption;

import io.redemption.port.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;

/** A clock whose time of day is set, forward or back by a second to a day, again and again while it is read. */
final class SteppingTime implements TimeSource {
    private final ManualTime time;
    private final Random random;
    private final boolean wallIsMonotonic;

    /**
     * A clock.
     *
     * @param wallIsMonotonic whether elapsed time is read from the time of day, which is the fault that it is to find
     */
    SteppingTime(ManualTime time, Random random, boolean wallIsMonotonic) {
        this.time = time;
        this.random = random;
        this.wallIsMonotonic = wallIsMonotonic;
    }

    /** Sets the time of day. */
    void step() {
        long seconds = (long) Math.exp(random.nextDouble() * Math.log(86_400));
        time.stepWallClock(Duration.ofSeconds(random.nextBoolean() ? seconds : -seconds));
    }

    @Override
    public Instant now() {
        step();
        return time.now();
    }

    @Override
    public long nanoTime() {
        step();
        return wallIsMonotonic ? Duration.between(ManualTime.START, time.now()).toNanos() : time.nanoTime();
    }

    @Override
    public Scheduled schedule(Duration delay, Runnable task) {
        return time.schedule(delay, task);
    }
}
