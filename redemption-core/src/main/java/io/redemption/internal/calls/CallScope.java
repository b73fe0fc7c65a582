package io.redemption.internal.calls;

import io.redemption.events.RedemptionCall;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The call of {@code Redemptions} on whose behalf a thread works. A layer asks for it where its port is called, and
 * goes on in it on other threads, so that the layers below see the same call and the context of its caller.
 */
public interface CallScope {
    /** Returns the call, as listeners know it; {@code null} if it has not begun. */
    @Nullable
    RedemptionCall call();

    /** Returns the context of its caller; {@code null} if none was captured. */
    @Nullable
    CallerContext context();

    /** Returns the scope of the current thread; {@code null} if it works on behalf of no call. */
    static @Nullable CallScope current() {
        return CurrentScope.OF_THREAD.get();
    }

    /** Runs a task here and now, in a scope if there is one, unless the thread is in it already. */
    @SuppressWarnings("ReferenceEquality") // A scope is the call itself, not a value.
    static void run(@Nullable CallScope scope, Runnable task) {
        if (scope == null || scope == current()) {
            task.run();
        } else {
            Boolean unused = scope.in(() -> {
                task.run();
                return Boolean.TRUE;
            });
        }
    }

    /** Returns what a task returns, which runs here and now in this scope, with the context of the caller. */
    default <T extends @Nullable Object> T in(Supplier<T> task) {
        CallerContext context = context();
        return context == null ? here(task) : context.get(() -> here(task));
    }

    /** Returns what a task returns, which runs in this scope on a thread that has the context already. */
    default <T extends @Nullable Object> T here(Supplier<T> task) {
        CallScope before = CurrentScope.OF_THREAD.get();
        CurrentScope.OF_THREAD.set(this);
        try {
            return task.get();
        } finally {
            CurrentScope.OF_THREAD.set(before);
        }
    }
}
