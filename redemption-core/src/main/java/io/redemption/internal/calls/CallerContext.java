package io.redemption.internal.calls;

import io.redemption.events.RedemptionCall;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The context of a caller, which a hook of the platform captured. It is also the scope of a call that has not begun.
 * Nothing that the hook throws reaches a task. Thread-safe.
 */
public final class CallerContext implements CallScope {
    private final Executor restoring;
    private final Consumer<Throwable> onFailure;

    /**
     * Creates a context.
     *
     * @param restoring runs a task at once with the context
     * @param onFailure receives what {@code restoring} throws; must not throw
     */
    public CallerContext(Executor restoring, Consumer<Throwable> onFailure) {
        this.restoring = restoring;
        this.onFailure = onFailure;
    }

    @Override
    public @Nullable RedemptionCall call() {
        return null;
    }

    @Override
    public CallerContext context() {
        return this;
    }

    /** Runs a task here and now, once, with the context if the hook can restore it. */
    public void run(Runnable task) {
        Boolean unused = get(() -> {
            task.run();
            return Boolean.TRUE;
        });
    }

    /** Returns what a task returns, as {@link #run} runs it. Throws what the task throws. */
    <T extends @Nullable Object> T get(Supplier<T> task) {
        OnceHere<T> once = new OnceHere<>(task);
        try {
            restoring.execute(once);
            if (!once.hasRun) {
                onFailure.accept(new IllegalStateException("the hook did not run a task at once"));
            }
        } catch (Throwable ofTheHook) {
            onFailure.accept(ofTheHook);
        }
        once.run(); // it may have run, and then has no effect
        return once.result();
    }

    /** A task that runs once, on the thread that made it. */
    private static final class OnceHere<T extends @Nullable Object> implements Runnable {
        private final Thread maker = Thread.currentThread();
        private final Supplier<T> task;
        private boolean hasRun;
        private @Nullable T value;
        private @Nullable Throwable thrown;

        private OnceHere(Supplier<T> task) {
            this.task = task;
        }

        @Override
        public void run() {
            if (!maker.equals(Thread.currentThread()) || hasRun) {
                return;
            }
            hasRun = true;
            try {
                value = task.get();
            } catch (Throwable ofTheTask) {
                thrown = ofTheTask;
            }
        }

        @SuppressWarnings("NullAway") // the value is what the task returned
        private T result() {
            if (thrown instanceof RuntimeException unchecked) {
                throw unchecked;
            }
            if (thrown instanceof Error error) {
                throw error;
            }
            if (thrown != null) {
                throw new IllegalStateException(thrown);
            }
            return value;
        }
    }
}
