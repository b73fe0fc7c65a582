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
 * Guards every call of a port, so that the answer keeps the contract whatever the adapter does. A write that ended
 * without proof is in doubt; a read that ended without an answer has failed. A call that does not end in time is given
 * up.
 */
final class Backstop {
    private final PortTimeout portTimeout;

    Backstop(PortTimeout portTimeout) {
        this.portTimeout = portTimeout;
    }

    /**
     * Guards a write.
     *
     * @param call makes the call
     * @param unknownOutcome makes the unknown outcome
     */
    <T> Guarded<T> write(
            CallReporter.Call report, Supplier<@Nullable CompletionStage<T>> call, Function<Doubt, T> unknownOutcome) {
        return guard(report, call, (violation, failure) -> {
            boolean cancelled = failure instanceof CancellationException;
            return unknownOutcome.apply(cancelled ? Doubt.CANCELLED : Doubt.BROKEN_ADAPTER);
        });
    }

    /**
     * Guards a read. A read that is given up is cancelled at the port too, because its answer is not needed any more.
     *
     * @param call makes the call
     */
    <T> Guarded<T> read(CallReporter.Call report, Supplier<@Nullable CompletionStage<T>> call) {
        Guarded<T> guarded = guard(report, call, (violation, failure) -> {
            if (failure instanceof CancellationException) {
                throw new RedemptionException(FailureCode.CANCELLED, "the read was cancelled");
            }
            throw new RedemptionException(
                    FailureCode.BROKEN_ADAPTER, "the adapter broke the contract of its port: " + violation);
        });
        guarded.answer().whenComplete((value, thrown) -> {
            if (thrown != null) {
                guarded.cancel();
            }
        });
        return guarded;
    }

    /** Replaces an answer that proves nothing: by a value, or by the exception it throws. */
    private interface Substitute<T> {
        T on(ContractViolation violation, @Nullable Throwable failure);
    }

    /**
     * A guarded call.
     *
     * @param portStage the stage of the port, for cancelling; {@code null} if there is none
     * @param answer the answer that keeps the contract
     * @param late completes as the port's stage does if that ends with proof after it was given up; otherwise never
     *     completes
     */
    record Guarded<T>(@Nullable CompletionStage<T> portStage, CompletionStage<T> answer, CompletionStage<T> late) {
        void cancel() {
            Stages.cancel(portStage);
        }
    }

    private <T> Guarded<T> guard(
            CallReporter.Call report, Supplier<@Nullable CompletionStage<T>> call, Substitute<T> substitute) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        CompletableFuture<T> late = new CompletableFuture<>();
        CompletionStage<T> portStage = null;
        try {
            portStage = report.in(call);
            if (portStage == null) {
                settle(report, answer, substitute, ContractViolation.NULL_STAGE, null);
            } else {
                portStage.whenComplete((value, thrown) -> {
                    Throwable failure = thrown == null ? null : Stages.cause(thrown);
                    if (failure instanceof RedemptionException proof) {
                        if (!answer.completeExceptionally(proof)) {
                            late.completeExceptionally(proof);
                        }
                    } else if (failure != null) {
                        settle(report, answer, substitute, ContractViolation.UNPROVEN_FAILURE, failure);
                    } else if (value == null) {
                        settle(report, answer, substitute, ContractViolation.NULL_ANSWER, null);
                    } else if (!answer.complete(value)) {
                        late.complete(value);
                    }
                });
            }
        } catch (Throwable thrown) {
            settle(report, answer, substitute, ContractViolation.THREW, thrown);
        }
        portTimeout.limit(answer, () -> settle(report, answer, substitute, ContractViolation.NEVER_ENDED, null));
        return new Guarded<>(portStage, answer, late);
    }

    private static <T> void settle(
            CallReporter.Call report,
            CompletableFuture<T> answer,
            Substitute<T> substitute,
            ContractViolation violation,
            @Nullable Throwable failure) {
        boolean first;
        try {
            first = answer.complete(substitute.on(violation, failure));
        } catch (RedemptionException failed) {
            first = answer.completeExceptionally(failed);
        }
        if (first && !(failure instanceof CancellationException)) {
            report.broken(violation);
        }
    }
}
