package io.redemption.cache;

import io.redemption.internal.CallerStage;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * A read from the issuer, and the callers who wait for it. It is cancelled when the last caller cancels, and cannot be
 * joined afterwards. Thread-safe.
 */
final class SharedLoad<T> {
    private final long generation;
    private final long begunAt;
    private final CompletableFuture<T> end = new CompletableFuture<>();
    private int callers;
    private boolean abandoned;
    private @Nullable Runnable stop;

    SharedLoad(long generation, long begunAt) {
        this.generation = generation;
        this.begunAt = begunAt;
    }

    /** Returns the generation in which it began. */
    long generation() {
        return generation;
    }

    /** Returns when it began, in nanoseconds of the clock. */
    long begunAt() {
        return begunAt;
    }

    /** Returns a stage for one more caller, or {@code null} if all callers have cancelled: then begin another load. */
    @Nullable
    CompletionStage<T> join() {
        synchronized (this) {
            if (abandoned) {
                return null;
            }
            callers++;
        }
        CallerStage<T> own = new CallerStage<>(this::leave);
        CompletableFuture<T> unused = end.whenComplete((answer, thrown) -> DelegateCalls.relay(answer, thrown, own));
        return own;
    }

    void end(@Nullable T answer, @Nullable Throwable thrown) {
        DelegateCalls.relay(answer, thrown, end);
    }

    /** Sets how to cancel the read; cancels at once if all callers have already cancelled. */
    void stopBy(Runnable how) {
        boolean atOnce;
        synchronized (this) {
            stop = how;
            atOnce = abandoned;
        }
        if (atOnce) {
            how.run();
        }
    }

    private void leave() {
        Runnable how;
        synchronized (this) {
            callers--;
            abandoned = callers == 0;
            how = abandoned ? stop : null;
        }
        if (how != null) {
            how.run();
        }
    }
}
