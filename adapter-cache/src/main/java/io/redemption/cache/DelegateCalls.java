package io.redemption.cache;

import io.redemption.internal.Stages;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Calls the delegate, and keeps the contract of a port even if the delegate breaks it. */
final class DelegateCalls {
    private DelegateCalls() {}

    /** Completes a stage with the end of another; a {@code null} answer becomes a failure. */
    static <T> void relay(@Nullable T answer, @Nullable Throwable thrown, CompletableFuture<T> to) {
        if (thrown != null) {
            to.completeExceptionally(Stages.cause(thrown));
        } else if (answer == null) {
            to.completeExceptionally(broken());
        } else {
            to.complete(answer);
        }
    }

    /**
     * Calls a port, and always returns a stage. A port that throws may have sent before. So what it throws proves
     * nothing, and is wrapped in an exception that proves nothing.
     */
    static <T> CompletionStage<T> call(Supplier<? extends @Nullable CompletionStage<T>> call) {
        try {
            CompletionStage<T> stage = call.get();
            return stage == null ? CompletableFuture.failedStage(broken()) : stage;
        } catch (Throwable thrown) {
            return CompletableFuture.failedStage(
                    new IllegalStateException("the delegate broke the contract of its port: it threw", thrown));
        }
    }

    static IllegalStateException broken() {
        return new IllegalStateException("the delegate broke the contract of its port: null for an answer");
    }
}
