package io.redemption.micrometer;

import io.micrometer.context.ContextSnapshotFactory;
import io.redemption.port.ContextHook;
import java.util.concurrent.Executor;

/**
 * Carries everything for which Micrometer's context propagation library has an accessor: the current observation, and
 * what the platform registered, for example the MDC with {@code ContextRegistry.getInstance()
 * .registerThreadLocalAccessor(new Slf4jThreadLocalAccessor())}. Needs {@code io.micrometer:context-propagation} on the
 * class path. Thread-safe.
 */
public final class ContextPropagationHook implements ContextHook {
    private final ContextSnapshotFactory snapshots;

    private ContextPropagationHook(ContextSnapshotFactory snapshots) {
        this.snapshots = snapshots;
    }

    /**
     * Returns a hook over the accessors of the global registry, those included that are registered later. What a caller
     * did not have is cleared while their context is restored.
     *
     * @return the hook
     */
    public static ContextPropagationHook create() {
        return of(ContextSnapshotFactory.builder().clearMissing(true).build());
    }

    /**
     * Returns a hook over the snapshots of a factory.
     *
     * @param snapshots captures; decides which keys, and whether what is missing is cleared
     * @return the hook
     */
    public static ContextPropagationHook of(ContextSnapshotFactory snapshots) {
        return new ContextPropagationHook(snapshots);
    }

    @Override
    public Executor capture() {
        return snapshots.captureAll().wrapExecutor(Runnable::run);
    }

    @Override
    public String toString() {
        return "ContextPropagation";
    }
}
