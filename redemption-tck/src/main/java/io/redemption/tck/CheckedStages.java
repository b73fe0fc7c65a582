package io.redemption.tck;

import io.redemption.model.RedemptionException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes calls and waits for their answers. Fails if a call breaks the contract of stages. */
final class CheckedStages {
    private final Duration timeout;

    CheckedStages(Duration timeout) {
        this.timeout = timeout;
    }

    /** Makes a call, which has to return a stage. */
    static <T> CompletionStage<T> begin(String what, Supplier<? extends @Nullable CompletionStage<T>> call) {
        CompletionStage<T> stage;
        try {
            stage = call.get();
        } catch (RuntimeException | Error thrown) {
            throw new AssertionError(
                    what + " threw " + thrown.getClass().getName() + " (expected: a failed stage)", thrown);
        }
        if (stage == null) {
            throw new AssertionError(what + " returned null (expected: a stage)");
        }
        return stage;
    }

    /**
     * Makes a call and waits for its answer.
     *
     * @throws RedemptionException if the stage fails as it may
     */
    <T> T answer(String what, Supplier<? extends @Nullable CompletionStage<T>> call) throws InterruptedException {
        return answer(what, begin(what, call));
    }

    /**
     * Waits for an answer.
     *
     * @throws RedemptionException if the stage fails as it may
     */
    <T> T answer(String what, CompletionStage<T> stage) throws InterruptedException {
        CompletableFuture<T> end = new CompletableFuture<>();
        stage.whenComplete((value, failure) -> {
            if (failure != null) {
                end.completeExceptionally(failure);
            } else {
                end.complete(value);
            }
        });
        T answer;
        try {
            answer = end.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException late) {
            throw new AssertionError("waited " + timeout + " for the answer of " + what, late);
        } catch (ExecutionException failed) {
            throw proof(what, failed);
        }
        if (answer == null) {
            throw new AssertionError(what + " completed with null (expected: an answer)");
        }
        return answer;
    }

    private static RedemptionException proof(String what, ExecutionException failed) {
        Throwable cause = failed.getCause();
        if (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        if (cause instanceof RedemptionException proof) {
            return proof;
        }
        String name = cause == null ? "nothing" : cause.getClass().getName();
        throw new AssertionError(what + " failed with " + name + " (expected: a RedemptionException)", failed);
    }
}
