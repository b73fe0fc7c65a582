package io.redemption.reliability.restart;

import io.redemption.port.TimeSource;
import io.redemption.testing.ManualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One process: it makes so many steps and then nothing more, whatever it had begun. Its clocks are its own, so that
 * nothing that they show means anything to another process. Not thread-safe.
 */
final class SimulatedProcess implements TimeSource {
    private final ManualTime world;
    private final Duration clockError;
    private final int steps;
    private int made;
    private boolean ended;
    private @Nullable Step last;

    /**
     * A process that begins now.
     *
     * @param steps after so many steps it ends
     * @param clockError how far its clocks are off
     */
    SimulatedProcess(ManualTime world, int steps, Duration clockError) {
        this.world = world;
        this.steps = steps;
        this.clockError = clockError;
    }

    /** Makes a step; {@code false} if the process has ended by now, so that what the step leads to must not happen. */
    boolean makes(Step step) {
        if (!ended && made++ == steps) {
            last = step;
            ended = true;
        }
        return !ended;
    }

    /** Ends while it waits for something. */
    void end() {
        ended = true;
    }

    boolean hasEnded() {
        return ended;
    }

    /** The step that was not made any more; {@code null} if the process runs or ended while it waited. */
    @Nullable
    Step last() {
        return last;
    }

    /** A call with a step before and one after it. The stage never completes if the process ends at one of them. */
    <T> CompletionStage<T> call(Step before, Step after, Supplier<CompletionStage<T>> call) {
        if (!makes(before)) {
            return new CompletableFuture<>();
        }
        CompletionStage<T> answer = call.get();
        return makes(after) ? answer : new CompletableFuture<>();
    }

    @Override
    public Instant now() {
        return world.now().plus(clockError);
    }

    @Override
    public long nanoTime() {
        return world.nanoTime() + clockError.toNanos();
    }

    @Override
    public Scheduled schedule(Duration delay, Runnable task) {
        return world.schedule(delay, () -> {
            if (!ended) {
                task.run();
            }
        });
    }
}
