package io.redemption.internal;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Helpers for completion stages. */
public final class Stages {
    private Stages() {}

    /** Returns the cause below the wrappers that dependent stages add. */
    public static Throwable cause(@Nullable Throwable thrown) {
        Throwable cause = thrown == null ? new IllegalStateException("failed without a cause") : thrown;
        while (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }

    /**
     * Returns whether a stage has an answer already, so that it can be used as it is. Asks no stage of another class
     * than the JDK's own, because it may answer anything.
     */
    public static boolean isAnswered(CompletionStage<?> stage) {
        return stage.getClass() == CompletableFuture.class
                && stage instanceof CompletableFuture<?> future
                && future.isDone()
                && !future.isCompletedExceptionally();
    }

    /**
     * Returns the answer of a stage of which {@link #isAnswered} is true; {@code null} of every other one, and of one
     * whose answer is {@code null}.
     */
    public static <T> @Nullable T answerOf(@Nullable CompletionStage<T> stage) {
        return stage != null && isAnswered(stage) ? stage.toCompletableFuture().getNow(null) : null;
    }

    /**
     * Calls {@code action} when a stage ends, as {@code whenComplete} does, but makes no other stage if the answer is
     * there. What {@code action} throws is dropped.
     */
    public static <T> void onEnd(
            CompletionStage<T> stage, BiConsumer<? super @Nullable T, @Nullable Throwable> action) {
        if (!isAnswered(stage)) {
            stage.whenComplete(action);
            return;
        }
        try {
            action.accept(stage.toCompletableFuture().getNow(null), null);
        } catch (Throwable ofTheAction) {
            return;
        }
    }

    /** Cancels a stage. A stage that does not support it runs on. */
    public static void cancel(@Nullable CompletionStage<?> stage) {
        if (stage != null) {
            try {
                stage.toCompletableFuture().cancel(false);
            } catch (Throwable cannotBeAsked) {
                return;
            }
        }
    }

    /** Completes one stage as another has ended. */
    public static <T> void relay(@Nullable T answer, @Nullable Throwable thrown, CompletableFuture<T> to) {
        if (thrown != null) {
            to.completeExceptionally(cause(thrown));
        } else {
            to.complete(answer);
        }
    }
}
