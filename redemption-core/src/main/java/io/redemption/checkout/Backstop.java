package io.redemption.checkout;

import io.redemption.Doubt;
import io.redemption.FailureCode;
import io.redemption.RedemptionException;
import io.redemption.RedemptionListener.Breach;
import io.redemption.TimeSource;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Stands behind every call of a port: whatever an adapter does, the answer keeps the contract. A write that ended without
 * proof is in doubt, a read that did has failed; one that does not end in time is given up.
 */
final class Backstop {
    private final TimeSource time;
    private final Duration patience;

    Backstop(TimeSource time, Duration patience) {
        this.time = time;
        this.patience = patience;
    }

    /**
     * Guards a write.
     *
     * @param call makes the call
     * @param doubtful makes the unknown outcome
     */
    <T> Guarded<T> write(
            Reporter.Call report, Supplier<@Nullable CompletionStage<T>> call, Function<Doubt, T> doubtful) {
        return guard(report, call, (breach, failure) -> {
            boolean cancelled = failure instanceof CancellationException;
            return doubtful.apply(cancelled ? Doubt.CANCELLED : Doubt.BROKEN_ADAPTER);
        });
    }

    /**
     * Guards a read.
     *
     * @param call makes the call
     */
    <T> Guarded<T> read(Reporter.Call report, Supplier<@Nullable CompletionStage<T>> call) {
        return guard(report, call, (breach, failure) -> {
            if (failure instanceof CancellationException) {
                throw new RedemptionException(FailureCode.CANCELLED, "the read was cancelled");
            }
            throw new RedemptionException(
                    FailureCode.BROKEN_ADAPTER, "the adapter broke the contract of its port: " + breach);
        });
    }

    /** What stands for an answer that proves nothing: a value, or the exception it throws. */
    private interface Verdict<T> {
        T on(Breach breach, @Nullable Throwable failure);
    }

    /** A guarded call: the port's own stage, to cancel it, and the answer that keeps the contract. */
    record Guarded<T>(@Nullable CompletionStage<T> asked, CompletionStage<T> answer) {
        void cancel() {
            Stages.cancel(asked);
        }
    }

    private <T> Guarded<T> guard(
            Reporter.Call report, Supplier<@Nullable CompletionStage<T>> call, Verdict<T> verdict) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        CompletionStage<T> asked;
        try {
            asked = call.get();
        } catch (RuntimeException | LinkageError | StackOverflowError | AssertionError thrown) {
            settle(report, answer, verdict, Breach.THREW, thrown);
            return new Guarded<>(null, answer);
        }
        if (asked == null) {
            settle(report, answer, verdict, Breach.NULL_STAGE, null);
            return new Guarded<>(null, answer);
        }
        asked.whenComplete((value, thrown) -> {
            Throwable failure = thrown == null ? null : Stages.cause(thrown);
            if (failure instanceof RedemptionException proof) {
                answer.completeExceptionally(proof);
            } else if (failure != null) {
                settle(report, answer, verdict, Breach.UNPROVEN_FAILURE, failure);
            } else if (value == null) {
                settle(report, answer, verdict, Breach.NULL_ANSWER, null);
            } else {
                answer.complete(value);
            }
        });
        if (!answer.isDone()) {
            TimeSource.Scheduled timer =
                    time.schedule(patience, () -> settle(report, answer, verdict, Breach.NEVER_ENDED, null));
            CompletionStage<T> ending = answer;
            ending.whenComplete((value, thrown) -> timer.cancel());
        }
        return new Guarded<>(asked, answer);
    }

    private static <T> void settle(
            Reporter.Call report,
            CompletableFuture<T> answer,
            Verdict<T> verdict,
            Breach breach,
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
