package io.redemption.checkout;

import java.util.concurrent.CompletableFuture;

/** A caller's own stage: cancelling it is final for her, and tells those who work for her that she has gone. */
final class CallerStage<T> extends CompletableFuture<T> {
    private final Runnable onLeave;

    CallerStage(Runnable onLeave) {
        this.onLeave = onLeave;
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        boolean cancelled = !isDone() && super.cancel(mayInterruptIfRunning);
        if (cancelled) {
            onLeave.run();
        }
        return cancelled;
    }

    @Override
    public <U> CompletableFuture<U> newIncompleteFuture() {
        return new CompletableFuture<>();
    }
}
