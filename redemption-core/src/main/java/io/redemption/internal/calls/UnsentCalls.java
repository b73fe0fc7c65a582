package io.redemption.internal.calls;

import io.redemption.internal.Stages;
import io.redemption.model.FailureCode;
import io.redemption.model.RedemptionException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The failures of calls that end before anything is sent. */
public final class UnsentCalls {
    private UnsentCalls() {}

    /** Returns the failed stage of a call without a required argument. */
    public static <T> CompletionStage<T> missing(String name) {
        return CompletableFuture.failedStage(new RedemptionException(
                FailureCode.INVALID_ARGUMENT, name + ": null (expected: a value); nothing was sent"));
    }

    /** Returns the failure of a call in which a component that the library calls threw. */
    public static RedemptionException broken(@Nullable Throwable thrown) {
        return new RedemptionException(
                FailureCode.BROKEN_COMPONENT,
                (thrown == null
                                ? "an unknown error"
                                : Stages.cause(thrown).getClass().getName())
                        + " was thrown by something that the library calls; nothing was sent");
    }
}
