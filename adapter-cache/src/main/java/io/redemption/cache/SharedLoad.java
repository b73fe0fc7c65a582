package io.redemption.cache;

import io.redemption.internal.CallerStage;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * One reading of the issuer, and the callers who wait for it. It is called off when the last of them leaves; nobody can
 * join it then. Thread-safe.
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

    /** The generation in which it began. */
    long generation() {
        return generation;
    }

    /** When it began, in nanoseconds of the clock. */
    long begunAt() {
        return begunAt;
    }

    /** A stage for one more caller; {@code null} if all before her have left, so that she must begin her own. */
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

    /** Says how to call off what it waits for; done at once if all callers have left by now. */
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
