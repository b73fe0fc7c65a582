package io.redemption.internal;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;

/**
 * The stage that one caller holds. Cancelling it is final for that caller, and tells those who work for the stage,
 * once, that the caller has left. Thread-safe.
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
        // Not super.cancel: it tells two threads that cancel at once that each of them did it.
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
