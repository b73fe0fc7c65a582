package io.redemption;

import io.redemption.events.RedemptionListener.Component;
import io.redemption.internal.CallerStage;
import io.redemption.internal.Stages;
import io.redemption.internal.calls.CallerContext;
import io.redemption.port.ContextHook;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Completes the stages of calls on the executor of the platform, and with the context of the caller, if it set them.
 */
final class Delivery {
    private final @Nullable Executor executor;
    private final @Nullable ContextHook hook;
    private final CallReporter reporter;

    Delivery(@Nullable Executor executor, @Nullable ContextHook hook, CallReporter reporter) {
        this.executor = executor;
        this.hook = hook;
        this.reporter = reporter;
    }

    /** Captures the context of the calling thread; {@code null} without a hook, or if it failed. */
    @Nullable
    CallerContext capture() {
        if (hook == null) {
            return null;
        }
        try {
            return new CallerContext(hook.capture(), this::hookFailed);
        } catch (Throwable ofTheHook) {
            hookFailed(ofTheHook);
            return null;
        }
    }

    private void hookFailed(Throwable thrown) {
        reporter.componentFailed(Component.CONTEXT_HOOK, thrown);
    }

    <T> CompletionStage<T> of(CompletionStage<T> answer, @Nullable CallerContext context) {
        if (executor == null && context == null) {
            return answer;
        }
        CallerStage<T> own = new CallerStage<>(() -> Stages.cancel(answer));
        answer.whenComplete((value, thrown) -> {
            Runnable completion = () -> Stages.relay(value, thrown, own);
            Runnable there = context == null ? completion : () -> context.run(completion);
            if (executor == null) {
                there.run();
            } else {
                run(executor, there);
            }
        });
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
