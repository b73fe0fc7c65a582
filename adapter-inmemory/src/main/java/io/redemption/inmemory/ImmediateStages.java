package io.redemption.inmemory;

import io.redemption.model.FailureCode;
import io.redemption.model.RedemptionException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Stages that are complete from the start. */
final class ImmediateStages {
    private ImmediateStages() {}

    /** A stage of its own for each caller: what the work returned, or what it threw. */
    static <T> CompletionStage<T> completedBy(Supplier<T> work) {
        try {
            return CompletableFuture.completedFuture(work.get());
        } catch (Throwable thrown) {
            return CompletableFuture.failedFuture(thrown);
        }
    }

    /** The argument itself. Callers without null checks of their own get a failed stage, never a throw. */
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
