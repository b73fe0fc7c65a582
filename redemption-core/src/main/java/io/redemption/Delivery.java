package io.redemption;

import io.redemption.events.RedemptionListener.Component;
import io.redemption.internal.CallerStage;
import io.redemption.internal.Stages;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Completes the stages of calls on the executor of the platform, if it set one. */
final class Delivery {
    private final @Nullable Executor executor;
    private final CallReporter reporter;

    Delivery(@Nullable Executor executor, CallReporter reporter) {
        this.executor = executor;
        this.reporter = reporter;
    }

    <T> CompletionStage<T> of(CompletionStage<T> answer) {
        if (executor == null) {
            return answer;
        }
        CallerStage<T> own = new CallerStage<>(() -> Stages.cancel(answer));
        answer.whenComplete((value, thrown) -> run(executor, () -> Stages.relay(value, thrown, own)));
        return own;
    }

    private void run(Executor where, Runnable completion) {
        try {
            where.execute(completion);
        } catch (Throwable rejected) {
            reporter.componentFailed(Component.EXECUTOR, rejected);
            completion.run(); // it may run twice, which has no effect
        }
    }
}
