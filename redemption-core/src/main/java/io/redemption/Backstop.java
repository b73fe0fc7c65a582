package io.redemption;

import io.redemption.events.RedemptionListener.ContractViolation;
import io.redemption.internal.Stages;
import io.redemption.model.Doubt;
import io.redemption.model.FailureCode;
import io.redemption.model.RedemptionException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Stands behind every call of a port: whatever an adapter does, the answer keeps the contract. A write that ended
 * without proof is in doubt, a read that did has failed; one that does not end in time is given up.
 */
final class Backstop {
    private final PortTimeout waiting;

    Backstop(PortTimeout waiting) {
        this.waiting = waiting;
    }

    /**
     * Guards a write.
     *
     * @param call makes the call
     * @param doubtful makes the unknown outcome
     */
    <T> Guarded<T> write(
            CallReporter.Call report, Supplier<@Nullable CompletionStage<T>> call, Function<Doubt, T> doubtful) {
        return guard(report, call, (breach, failure) -> {
            boolean cancelled = failure instanceof CancellationException;
            return doubtful.apply(cancelled ? Doubt.CANCELLED : Doubt.BROKEN_ADAPTER);
        });
    }

    /**
     * Guards a read. One that is given up is cancelled at the port too, because nobody wants its answer any more.
     *
     * @param call makes the call
     */
    <T> Guarded<T> read(CallReporter.Call report, Supplier<@Nullable CompletionStage<T>> call) {
        Guarded<T> guarded = guard(report, call, (breach, failure) -> {
            if (failure instanceof CancellationException) {
                throw new RedemptionException(FailureCode.CANCELLED, "the read was cancelled");
            }
            throw new RedemptionException(
                    FailureCode.BROKEN_ADAPTER, "the adapter broke the contract of its port: " + breach);
        });
        guarded.answer().whenComplete((value, thrown) -> {
            if (thrown != null) {
                guarded.cancel();
            }
        });
        return guarded;
    }

    /** What stands for an answer that proves nothing: a value, or the exception it throws. */
    private interface Verdict<T> {
        T on(ContractViolation breach, @Nullable Throwable failure);
    }

    /**
     * A guarded call.
     *
     * @param asked the port's own stage, to cancel it; {@code null} if there is none
     * @param answer the answer that keeps the contract
     * @param late completes as the port's stage does, if that ends with proof after it was given up; otherwise never
     */
    record Guarded<T>(@Nullable CompletionStage<T> asked, CompletionStage<T> answer, CompletionStage<T> late) {
        void cancel() {
            Stages.cancel(asked);
        }
    }

    private <T> Guarded<T> guard(
            CallReporter.Call report, Supplier<@Nullable CompletionStage<T>> call, Verdict<T> verdict) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        CompletableFuture<T> late = new CompletableFuture<>();
        CompletionStage<T> asked = null;
        try {
            asked = call.get();
            if (asked == null) {
                settle(report, answer, verdict, ContractViolation.NULL_STAGE, null);
            } else {
                asked.whenComplete((value, thrown) -> {
                    Throwable failure = thrown == null ? null : Stages.cause(thrown);
                    if (failure instanceof RedemptionException proof) {
                        if (!answer.completeExceptionally(proof)) {
                            late.completeExceptionally(proof);
                        }
                    } else if (failure != null) {
                        settle(report, answer, verdict, ContractViolation.UNPROVEN_FAILURE, failure);
                    } else if (value == null) {
                        settle(report, answer, verdict, ContractViolation.NULL_ANSWER, null);
                    } else if (!answer.complete(value)) {
                        late.complete(value);
                    }
                });
            }
        } catch (Throwable thrown) {
            settle(report, answer, verdict, ContractViolation.THREW, thrown);
        }
        waiting.limit(answer, () -> settle(report, answer, verdict, ContractViolation.NEVER_ENDED, null));
        return new Guarded<>(asked, answer, late);
    }

    private static <T> void settle(
            CallReporter.Call report,
            CompletableFuture<T> answer,
            Verdict<T> verdict,
            ContractViolation breach,
            @Nullable Throwable failure) {
        boolean first;
        try {
            first = answer.complete(verdict.on(breach, failure));
        } catch (RedemptionException failed) {
            first = answer.completeExceptionally(failed);
        }
        if (first && !(failure instanceof CancellationException)) {
            report.broken(breach);
        }
    }
}
