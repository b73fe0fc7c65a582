package io.redemption;

import io.redemption.internal.Stages;
import io.redemption.model.FailureCode;
import io.redemption.model.RedemptionException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes reads one after another. When the caller cancels, the read under way is cancelled and no other begins.
 * Thread-safe.
 */
final class CancellableReads {
    private @Nullable CompletionStage<?> underWay;
    private boolean left;

    <T> CompletionStage<T> read(Supplier<CompletionStage<T>> call) {
        if (hasLeft(null)) {
            return CompletableFuture.failedStage(
                    new RedemptionException(FailureCode.CANCELLED, "the caller cancelled before the read"));
        }
        CompletionStage<T> read = call.get();
        if (hasLeft(read)) {
            Stages.cancel(read);
        }
        return read;
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
