package io.redemption.tck;

import java.util.concurrent.CompletableFuture;

/** A stage whose cancelling has consequences, even when it is complete. */
final class ToyCancel<T> extends CompletableFuture<T> {
    private final Runnable consequences;

    ToyCancel(Runnable consequences) {
        this.consequences = consequences;
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        consequences.run();
        return super.cancel(mayInterruptIfRunning);
    }

    @Override
    public <U> CompletableFuture<U> newIncompleteFuture() {
        return new CompletableFuture<>();
    }
}
