package io.redemption;

import io.redemption.internal.Stages;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A stage that cannot be turned into a future, which its interface allows. */
final class BareStage<T> extends CompletableFuture<T> {
    BareStage(CompletionStage<T> source) {
        source.whenComplete((value, thrown) -> Stages.relay(value, thrown, this));
    }

    @Override
    public CompletableFuture<T> toCompletableFuture() {
        throw new UnsupportedOperationException("a bare stage");
    }
}
