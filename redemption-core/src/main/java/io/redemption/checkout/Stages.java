package io.redemption.checkout;

import io.redemption.FailureCode;
import io.redemption.RedemptionException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** What the JDK's stages leave to their users. */
final class Stages {
    private Stages() {}

    /** What really went wrong below the wrappings of dependent stages. */
    static Throwable cause(@Nullable Throwable thrown) {
        Throwable cause = thrown == null ? new IllegalStateException("failed without a cause") : thrown;
        while (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }

    /** The failure of a call in which something that the library was given threw before anything was sent. */
    static RedemptionException broken(@Nullable Throwable thrown) {
        return new RedemptionException(
                FailureCode.BROKEN_COMPONENT,
                (thrown == null ? "an unknown error" : cause(thrown).getClass().getName())
                        + " was thrown by something that the library calls; nothing was sent");
    }

    /** Asks whoever works for a stage to stop; a stage that cannot be asked runs on. */
    static void cancel(@Nullable CompletionStage<?> stage) {
        if (stage != null) {
            try {
                stage.toCompletableFuture().cancel(false);
            } catch (Throwable cannotBeAsked) {
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
