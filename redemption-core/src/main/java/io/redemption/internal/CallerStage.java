package io.redemption.internal;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;

/**
 * The stage of one caller. Cancelling it is final for that caller, and runs a callback once. Thread-safe.
 *
 * @param <T> the answer
 */
public final class CallerStage<T> extends CompletableFuture<T> {
    private final Runnable onLeave;

    /** Creates a stage that runs {@code onLeave} once, on the thread that cancels it. */
    public CallerStage(Runnable onLeave) {
        this.onLeave = onLeave;
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        // Not super.cancel: it returns true to each of two threads that cancel at the same time.
        if (completeExceptionally(new CancellationException())) {
            onLeave.run();
        }
        return isCancelled();
    }

    @Override
    public <U> CompletableFuture<U> newIncompleteFuture() {
        return new CompletableFuture<>();
    }
}
