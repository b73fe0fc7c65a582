package io.redemption.micrometer;

import io.micrometer.observation.transport.Kind;
import io.micrometer.observation.transport.SenderContext;
import io.redemption.events.RedemptionCall;
import io.redemption.events.RedemptionListener.Ended;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The context of an observed call, for handlers and conventions. What a tracing handler puts into its carrier when the
 * observation starts, such as {@code traceparent}, goes into the header of each request of the call. Thread-safe.
 */
public final class RedemptionCallContext extends SenderContext<Map<String, String>> {
    private final RedemptionCall call;
    private volatile @Nullable Ended ended;

    RedemptionCallContext(RedemptionCall call) {
        super(RedemptionCallContext::put, Kind.CLIENT);
        this.call = call;
        setCarrier(new ConcurrentHashMap<>());
    }

    private static void put(@Nullable Map<String, String> carrier, String name, String value) {
        if (carrier != null) {
            carrier.put(name, value);
        }
    }

    /** {@return the call} */
    public RedemptionCall call() {
        return call;
    }

    /** {@return how it ended; {@code null} as long as it has not} */
    public @Nullable Ended ended() {
        return ended;
    }

    void end(Ended event) {
        ended = event;
    }
}
