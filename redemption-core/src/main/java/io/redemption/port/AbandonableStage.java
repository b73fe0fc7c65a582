package io.redemption.port;

import java.util.concurrent.CompletableFuture;

/**
 * A stage for adapters whose writes outlive their callers. {@link #cancel} only asks the adapter to give up. The
 * adapter completes the stage: at once if nothing was sent, otherwise with the true outcome. Derived stages are
 * ordinary futures. Thread-safe.
 *
 * @param <T> what it completes with
 */
public final class AbandonableStage<T> extends CompletableFuture<T> {
    private final Runnable onCancel;
    private boolean asked;

    /**
     * Creates a stage that is not complete.
     *
     * @param onCancel runs once, on the thread of the first {@link #cancel}, if the stage is not complete; must not
     *     throw or block
     */
    public AbandonableStage(Runnable onCancel) {
        this.onCancel = onCancel;
    }

    /**
     * Asks the adapter to give up.
     *
     * @param mayInterruptIfRunning has no effect
     * @return whether the stage is cancelled; only the adapter can make it so
     */
    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        if (!isDone() && isFirst()) {
            onCancel.run();
        }
        return isCancelled();
    }

    private synchronized boolean isFirst() {
        boolean first = !asked;
        asked = true;
        return first;
    }

    /** {@return an ordinary incomplete future, so that derived stages cancel as usual} */
    @Override
    public <U> CompletableFuture<U> newIncompleteFuture() {
        return new CompletableFuture<>();
    }
}
