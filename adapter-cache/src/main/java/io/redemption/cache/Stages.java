package io.redemption.cache;

import io.redemption.FailureCode;
import io.redemption.RedemptionException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What the JDK's stages leave to their users. */
final class Stages {
    private Stages() {}

    /** What really went wrong below the wrappings of dependent stages. */
    static Throwable cause(Throwable thrown) {
        Throwable cause = thrown;
        while (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }

    /** Asks whoever works for a stage to stop; a stage that cannot be asked runs on. */
    static void cancel(CompletionStage<?> stage) {
        try {
            stage.toCompletableFuture().cancel(false);
        } catch (RuntimeException cannotBeAsked) {
            return;
        }
    }

    /** Completes one stage as another has ended. */
    static <T> void relay(@Nullable T answer, @Nullable Throwable thrown, CompletableFuture<T> to) {
        if (thrown != null) {
            to.completeExceptionally(cause(thrown));
        } else if (answer == null) {
            to.completeExceptionally(broken());
        } else {
            to.complete(answer);
        }
    }

    /**
     * Makes a call of a port; whatever the port does, the answer is a stage. What a port throws is no proof of anything,
     * because it may have sent before; so it must not come out as one.
     */
    static <T> CompletionStage<T> called(Supplier<? extends @Nullable CompletionStage<T>> call) {
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

    /** The call ends here, and nobody was asked: this argument is missing. */
    static <T> CompletionStage<T> missing(String name) {
        return CompletableFuture.failedStage(new RedemptionException(
                FailureCode.INVALID_ARGUMENT, name + ": null (expected: a value); nothing was sent"));
    }
}
