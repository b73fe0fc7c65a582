package io.redemption.cache;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;

/** A caller's own stage of a read: cancelling it is final for her, and tells those who work for her, once, that she has gone. */
final class CallerStage<T> extends CompletableFuture<T> {
    private final Runnable onLeave;

    CallerStage(Runnable onLeave) {
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
