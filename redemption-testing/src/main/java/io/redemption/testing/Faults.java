package io.redemption.testing;

import io.redemption.model.FailureCode;
import io.redemption.model.RedemptionException;
import io.redemption.model.Refused;
import io.redemption.port.AbandonableStage;
import io.redemption.port.TimeSource;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The kinds of faults. */
final class Faults {
    private Faults() {}

    /** The delegate is never called. */
    record Failing(FailureCode code, @Nullable Duration retryAfter) implements Fault {
        @Override
        public <T> CompletionStage<T> apply(Invocation<T> call) {
            return CompletableFuture.failedFuture(new RedemptionException(code, "scripted fault", retryAfter, null));
        }
    }

    /** The delegate is called, and its answer is dropped. */
    record LosingTheAnswer() implements Fault {
        @Override
        public <T> CompletionStage<T> apply(Invocation<T> call) {
            return call.delegate().get().handle((answer, thrown) -> call.unknownAnswer());
        }
    }

    /** The delegate is never called, and the outcome is unknown. */
    record LosingTheCall() implements Fault {
        @Override
        public <T> CompletionStage<T> apply(Invocation<T> call) {
            return CompletableFuture.completedFuture(call.unknownAnswer());
        }
    }

    /** The delegate is called at once, and its answer is delayed. A write cannot be cancelled, a read can. */
    record Delaying(Duration delay, TimeSource time) implements Fault {
        @Override
        public <T> CompletionStage<T> apply(Invocation<T> call) {
            CompletableFuture<T> late = call.isWrite() ? new AbandonableStage<>(() -> {}) : new CompletableFuture<>();
            call.delegate()
                    .get()
                    .whenComplete((answer, thrown) -> time.schedule(delay, () -> {
                        if (thrown == null) {
                            late.complete(answer);
                        } else {
                            late.completeExceptionally(thrown);
                        }
                    }));
            return late;
        }
    }

    /** The delegate is never called, and the answer is a refusal. */
    record Refusing(Refused reason) implements Fault {
        @Override
        public <T> CompletionStage<T> apply(Invocation<T> call) {
            return CompletableFuture.completedFuture(call.refusal(reason));
        }
    }

    /** The delegate is never called, and the stage never completes. */
    record Hanging() implements Fault {
        @Override
        public <T> CompletionStage<T> apply(Invocation<T> call) {
            return new CompletableFuture<>();
        }
    }

    /** Breaks the contract of the port: throws. */
    record Throwing(RuntimeException exception) implements Fault {
        @Override
        public <T> CompletionStage<T> apply(Invocation<T> call) {
            throw exception;
        }
    }

    /** Breaks the contract of the port: there is no stage. */
    record AnsweringNull() implements Fault {
        @Override
        public <T> @Nullable CompletionStage<T> apply(Invocation<T> call) {
            return null;
        }
    }
}
