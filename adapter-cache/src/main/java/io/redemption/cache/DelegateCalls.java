package io.redemption.cache;

import io.redemption.internal.Stages;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Calls of the port below, whose answers keep the contract of a port whatever it does. */
final class DelegateCalls {
    private DelegateCalls() {}

    /** Completes one stage as another has ended. */
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
     * Makes a call of a port; whatever the port does, the answer is a stage. What a port throws is no proof of
     * anything, because it may have sent before; so it must not come out as one.
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
