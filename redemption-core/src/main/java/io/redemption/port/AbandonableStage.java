package io.redemption.port;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A stage for adapters whose writes outlive their callers: {@link #cancel} only asks, and the adapter answers by
 * completing the stage, at once if nothing was sent and with the true outcome otherwise. Stages derived from it are
 * plain. Thread-safe.
 *
 * @param <T> what it completes with
 */
public final class AbandonableStage<T> extends CompletableFuture<T> {
    private final Runnable onCancel;
    private final AtomicBoolean asked = new AtomicBoolean();

    /**
     * Creates a stage that is not complete.
     *
     * @param onCancel is run once, on the thread of the first {@link #cancel}, if the stage is not complete by then;
     *     must not throw or block
     */
    public AbandonableStage(Runnable onCancel) {
        this.onCancel = onCancel;
    }

    /**
     * Asks the adapter to give up.
     *
     * @param mayInterruptIfRunning has no effect
     * @return whether the stage is cancelled, which it is only if the adapter completed it so
     */
    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        if (!isDone() && asked.compareAndSet(false, true)) {
            onCancel.run();
        }
        return isCancelled();
    }

    /** {@return a plain incomplete future, so that derived stages cancel in the usual way} */
    @Override
    public <U> CompletableFuture<U> newIncompleteFuture() {
        return new CompletableFuture<>();
    }
}
