package io.redemption.checkout;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
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
    static void cancel(@Nullable CompletionStage<?> stage) {
        if (stage != null) {
            try {
                stage.toCompletableFuture().cancel(false);
            } catch (RuntimeException cannotBeAsked) {
                return;
            }
        }
    }

    /** Completes one stage as another has ended. */
    static <T> void relay(@Nullable T answer, @Nullable Throwable thrown, CompletableFuture<T> to) {
        if (thrown != null) {
            to.completeExceptionally(cause(thrown));
        } else {
            to.complete(answer);
        }
    }
}
