package io.redemption.inmemory;

import io.redemption.model.FailureCode;
import io.redemption.model.RedemptionException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes stages that are already complete. */
final class ImmediateStages {
    private ImmediateStages() {}

    /** Runs the work, and returns a new stage that completes with its result or with what it threw. */
    static <T> CompletionStage<T> completedBy(Supplier<T> work) {
        try {
            return CompletableFuture.completedFuture(work.get());
        } catch (Throwable thrown) {
            return CompletableFuture.failedFuture(thrown);
        }
    }

    /** Returns the argument, or throws what becomes the failure of the stage if it is {@code null}. */
    static <T> T required(String name, @Nullable T argument) {
        if (argument == null) {
            throw invalid(name + ": null (expected: a value)");
        }
        return argument;
    }

    static RedemptionException invalid(String message) {
        return new RedemptionException(FailureCode.INVALID_ARGUMENT, message);
    }
}
