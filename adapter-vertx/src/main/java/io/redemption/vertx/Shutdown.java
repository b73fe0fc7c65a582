package io.redemption.vertx;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/** Closes something once, however often it is asked to. Thread-safe. */
final class Shutdown {
    private final Supplier<? extends CompletionStage<Void>> work;
    private final AtomicBoolean begun = new AtomicBoolean();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();

    Shutdown(Supplier<? extends CompletionStage<Void>> work) {
        this.work = work;
    }

    /** Begins, the first time; completes when it is done. Everybody gets a stage of their own. */
    CompletionStage<Void> begin() {
        if (begun.compareAndSet(false, true)) {
            CompletionStage<Void> unused = work.get().whenComplete((nothing, thrown) -> ended.complete(null));
        }
        return ended.copy();
    }
}
