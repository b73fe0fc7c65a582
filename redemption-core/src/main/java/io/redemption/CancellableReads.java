package io.redemption;

import io.redemption.internal.Stages;
import io.redemption.internal.calls.CallScope;
import io.redemption.model.FailureCode;
import io.redemption.model.RedemptionException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes reads one after another, all in the scope in which this was created. When the caller cancels, the read under
 * way is cancelled and no other begins. Thread-safe.
 */
final class CancellableReads {
    private final @Nullable CallScope scope = CallScope.current();
    private @Nullable CompletionStage<?> underWay;
    private boolean left;

    <T> CompletionStage<T> read(Supplier<CompletionStage<T>> call) {
        if (hasLeft(null)) {
            return CompletableFuture.failedStage(
                    new RedemptionException(FailureCode.CANCELLED, "the caller cancelled before the read"));
        }
        CompletionStage<T> read = inScope(call);
        if (hasLeft(read)) {
            Stages.cancel(read);
        }
        return read;
    }

    /** Returns what a step of the same work returns, in the same scope. */
    <T> T inScope(Supplier<T> step) {
        return scope == null ? step.get() : scope.in(step);
    }

    void leave() {
        CompletionStage<?> read;
        synchronized (this) {
            left = true;
            read = underWay;
        }
        Stages.cancel(read);
    }

    private synchronized boolean hasLeft(@Nullable CompletionStage<?> now) {
        underWay = now;
        return left;
    }
}
