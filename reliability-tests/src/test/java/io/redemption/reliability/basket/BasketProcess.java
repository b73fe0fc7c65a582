package io.redemption.reliability.basket;

import io.redemption.port.TimeSource;
import io.redemption.testing.ManualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * One process: before each event it may end, and then it does nothing more, whatever it had begun. Its clocks are its
 * own. Not thread-safe.
 */
final class BasketProcess implements TimeSource {
    private final ManualTime world;
    private final Duration clockError;
    private final BooleanSupplier endsNow;
    private final Supplier<Duration> answersAfter;
    private boolean ended;
    private int events;
    private long pausedUntilNanos;

    /**
     * A process that begins now.
     *
     * @param endsNow decides before each event whether the process ends
     * @param answersAfter how long the answer to a call takes
     */
    BasketProcess(ManualTime world, Duration clockError, BooleanSupplier endsNow, Supplier<Duration> answersAfter) {
        this.world = world;
        this.clockError = clockError;
        this.endsNow = endsNow;
        this.answersAfter = answersAfter;
    }

    /** Returns whether the process is still there for its next event. */
    boolean isThereFor() {
        if (!ended) {
            events++;
            ended = endsNow.getAsBoolean();
        }
        return !ended;
    }

    boolean hasEnded() {
        return ended;
    }

    int events() {
        return events;
    }

    /** Makes a call as one event. The stage never completes if the process ends before it. */
    <T> CompletionStage<T> call(Supplier<CompletionStage<T>> call) {
        if (!isThereFor()) {
            return new CompletableFuture<>();
        }
        CompletionStage<T> answer = call.get();
        Duration delay = answersAfter.get();
        if (delay.isZero()) {
            return answer;
        }
        CompletableFuture<T> delayed = new CompletableFuture<>();
        schedule(
                delay,
                () -> answer.whenComplete((value, thrown) -> {
                    if (thrown == null) {
                        delayed.complete(value);
                    } else {
                        delayed.completeExceptionally(thrown);
                    }
                }));
        return delayed;
    }

    /** Stands still from now on: what it waits for comes when that time is over. */
    void pause(Duration duration) {
        pausedUntilNanos = world.nanoTime() + duration.toNanos();
    }

    boolean isPaused() {
        return !ended && pausedUntilNanos > world.nanoTime();
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
        return world.schedule(delay, () -> runUnlessPaused(task));
    }

    private void runUnlessPaused(Runnable task) {
        if (isPaused()) {
            world.schedule(Duration.ofNanos(pausedUntilNanos - world.nanoTime()), () -> runUnlessPaused(task));
        } else if (!ended) {
            task.run();
        }
    }
}
