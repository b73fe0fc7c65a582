package io.redemption.vertx;

import io.vertx.core.Context;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/** Closes something once, even if asked several times. Thread-safe. */
final class CloseOnce {
    private final Supplier<? extends CompletionStage<Void>> close;
    private final AtomicBoolean begun = new AtomicBoolean();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();

    CloseOnce(Supplier<? extends CompletionStage<Void>> close) {
        this.close = close;
    }

    /** Begins to close at the first call. Returns a stage of its own for each caller, which completes at the end. */
    CompletionStage<Void> closeAsync() {
        if (begun.compareAndSet(false, true)) {
            CompletionStage<Void> unused = close.get().whenComplete((nothing, thrown) -> ended.complete(null));
        }
        return ended.copy();
    }

    /**
     * Closes, and waits until the end if this thread may wait.
     *
     * @param maxWait how long at most
     */
    void close(Duration maxWait) {
        CompletionStage<Void> end = closeAsync();
        if (Context.isOnEventLoopThread()) {
            return; // it would wait for itself
        }
        try {
            end.toCompletableFuture().get(maxWait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (TimeoutException late) {
            return; // the end comes without a caller
        } catch (ExecutionException e) {
            throw new IllegalStateException("closing does not fail", e);
        }
    }
}
