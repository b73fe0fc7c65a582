package io.redemption.vertx;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
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
}
