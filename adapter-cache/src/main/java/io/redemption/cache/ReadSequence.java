package io.redemption.cache;

import io.redemption.internal.Stages;
import io.redemption.port.TimeSource;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs the steps of one read one after another. Cancelling it cancels the current step, starts no other and ends it
 * with a cancellation. A step that throws ends it too. Thread-safe.
 */
final class ReadSequence<T> {
    private final TimeSource time;
    private final long begunAt;
    private final CompletableFuture<T> end = new CompletableFuture<>();
    private Runnable stop = () -> {};
    private boolean cancelled;

    ReadSequence(TimeSource time) {
        this.time = time;
        this.begunAt = time.nanoTime();
    }

    /** Returns whether the read has taken at least this long. */
    boolean hasTaken(Duration longest) {
        return time.nanoTime() - begunAt >= longest.toNanos();
    }

    /** Returns the end of the read. It is shared, so callers must not get it. */
    CompletionStage<T> end() {
        return end;
    }

    void end(T answer) {
        end.complete(answer);
    }

    void fail(Throwable cause) {
        end.completeExceptionally(cause);
    }

    /** Calls the port, and continues with its answer or the cause of its failure; the other one is {@code null}. */
    <A> void ask(
            Supplier<? extends @Nullable CompletionStage<A>> call, BiConsumer<@Nullable A, @Nullable Throwable> next) {
        if (isCancelled()) {
            return;
        }
        CompletionStage<A> asked = DelegateCalls.call(call);
        stopBy(() -> Stages.cancel(asked));
        guarded(() -> asked.whenComplete((answer, thrown) -> guarded(() -> {
            if (thrown != null) {
                next.accept(null, Stages.cause(thrown));
            } else if (answer == null) {
                next.accept(null, DelegateCalls.broken());
            } else {
                next.accept(answer, null);
            }
        })));
    }

    /** Calls the port for the last time, and ends with the result of {@code last}. */
    <A> void askLast(Supplier<? extends @Nullable CompletionStage<A>> call, Function<A, T> last) {
        ask(call, (answer, failure) -> {
            if (answer == null) {
                fail(failure == null ? DelegateCalls.broken() : failure);
            } else {
                end(last.apply(answer));
            }
        });
    }

    /** Continues after a delay. */
    void later(Duration delay, Runnable next) {
        guarded(() -> {
            TimeSource.Scheduled scheduled = time.schedule(delay, () -> guarded(next));
            stopBy(() -> cancel(scheduled));
        });
    }

    private static void cancel(TimeSource.Scheduled timer) {
        try {
            timer.cancel();
        } catch (Throwable broken) {
            return; // it fires and finds that the sequence has ended; the callers must still be told
        }
    }

    void cancel() {
        Runnable how;
        synchronized (this) {
            cancelled = true;
            how = stop;
        }
        how.run();
        end.completeExceptionally(new CancellationException());
    }

    private void stopBy(Runnable how) {
        boolean atOnce;
        synchronized (this) {
            stop = how;
            atOnce = cancelled;
        }
        if (atOnce) {
            how.run();
        }
    }

    private synchronized boolean isCancelled() {
        return cancelled;
    }

    private void guarded(Runnable step) {
        try {
            step.run();
        } catch (Throwable thrown) {
            fail(thrown);
        }
    }
}
