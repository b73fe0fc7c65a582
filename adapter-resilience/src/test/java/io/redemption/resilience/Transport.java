package io.redemption.resilience;

import io.redemption.model.FailureCode;
import io.redemption.model.RedemptionException;
import io.redemption.port.AbandonableStage;
import java.util.concurrent.CompletableFuture;

/** Makes stages of sends as an adapter that keeps the contract. Each ends when the test says so, or is cancelled. */
final class Transport {
    private Transport() {}

    /** A write that has not been sent: cancelling ends it. */
    static <T> CompletableFuture<T> unsent() {
        Holder<T> holder = new Holder<>();
        AbandonableStage<T> stage = new AbandonableStage<>(() -> holder.fail(FailureCode.CANCELLED));
        holder.stage = stage;
        return stage;
    }

    /** A write that has been sent: cancelling changes nothing. */
    static <T> CompletableFuture<T> sent() {
        return new AbandonableStage<>(() -> {});
    }

    private static final class Holder<T> {
        private CompletableFuture<T> stage = new CompletableFuture<>();

        private void fail(FailureCode code) {
            stage.completeExceptionally(new RedemptionException(code, "by the test"));
        }
    }
}
