package io.redemption.port;

import java.util.concurrent.Executor;

/**
 * Carries what the platform ties to the thread of a caller, such as the MDC of its log or the current span, to the
 * threads on which the call goes on. Without a hook nothing is carried, and nothing is spent. Thread-safe.
 *
 * <p>For SLF4J's MDC alone:
 *
 * <pre>{@code
 * ContextHook mdc = () -> {
 *     Map<String, String> captured = MDC.getCopyOfContextMap();
 *     return task -> {
 *         Map<String, String> before = MDC.getCopyOfContextMap();
 *         set(captured);
 *         try {
 *             task.run();
 *         } finally {
 *             set(before);
 *         }
 *     };
 * }; // set(map): MDC.setContextMap(map), or MDC.clear() if the map is null
 * }</pre>
 */
@FunctionalInterface
public interface ContextHook {
    /**
     * Captures the context of the calling thread. Called once for each call of {@code Redemptions}, on the thread of
     * the caller, before anything else. Must not block.
     *
     * @return runs a task at once, on the thread that hands it over, with the captured context, and then puts back what
     *     was there. Called any number of times, by several threads, also by that of the caller. If it runs a task
     *     later, elsewhere or not at all, the library runs the task itself, without the context. What it throws, and
     *     what this method throws, reaches no call; it is reported as
     *     {@link io.redemption.events.RedemptionListener.Component#CONTEXT_HOOK}
     */
    Executor capture();
}
