package io.redemption.tck;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;

/** A stage that is handed to several callers, each of whom can cancel it for all. */
final class ToySharedStage<T> extends CompletableFuture<T> {
    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        obtrudeException(new CancellationException());
        return true;
    }
}
