package io.redemption.reliability.doubts;

import io.redemption.port.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * One process of the platform. It ends after so many steps, before or after something is recorded or sent, and then
 * does nothing more. Its clocks are its own: the time of day is wrong and may be set, the monotonic one begins
 * anywhere. Not thread-safe.
 */
final class ShopProcess implements TimeSource {
    private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");

    private final VirtualTime world;
    private final long monotonicOffset;
    private Duration clockError;
    private int stepsLeft;

    /**
     * Begins a process.
     *
     * @param steps after so many steps it ends
     */
    ShopProcess(VirtualTime world, Duration clockError, long monotonicOffset, int steps) {
        this.world = world;
        this.clockError = clockError;
        this.monotonicOffset = monotonicOffset;
        this.stepsLeft = steps;
    }

    boolean isAlive() {
        return stepsLeft > 0;
    }

    void end() {
        stepsLeft = 0;
    }

    /** Lets it live on. */
    void spare() {
        stepsLeft = isAlive() ? Integer.MAX_VALUE : 0;
    }

    private boolean steps() {
        if (stepsLeft > 0 && stepsLeft < Integer.MAX_VALUE) {
            stepsLeft--;
        }
        return isAlive();
    }

    /** A call with a step before and one after it. What it does has happened even if its process ends then. */
    <T> CompletionStage<T> call(Supplier<CompletionStage<T>> call) {
        if (!steps()) {
            return new CompletableFuture<>();
        }
        CompletionStage<T> answer = call.get();
        return steps() ? answer : new CompletableFuture<>();
    }

    /** Sets the time of day. */
    void stepClock(Duration by) {
        clockError = clockError.plus(by);
    }

    @Override
    public Instant now() {
        return NOON.plusNanos(world.nanos()).plus(clockError);
    }

    @Override
    public long nanoTime() {
        return world.nanos() + monotonicOffset;
    }

    @Override
    public Scheduled schedule(Duration delay, Runnable task) {
        Runnable cancel = world.schedule(delay, () -> {
            if (isAlive()) {
                task.run();
            }
        });
        return cancel::run;
    }
}
