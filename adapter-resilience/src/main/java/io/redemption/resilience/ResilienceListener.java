package io.redemption.resilience;

import io.redemption.events.RedemptionCall;
import io.redemption.events.RedemptionListener;
import io.redemption.events.TrafficClass;
import io.redemption.model.Doubt;
import io.redemption.model.FailureCode;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A {@link RedemptionListener} that is also notified of repetitions and circuit breakers. Passed to
 * {@link ResilienceOptionsBuilder#listener} or to a stack with that layer, as every listener. Thread-safe.
 */
public interface ResilienceListener extends RedemptionListener {
    /**
     * A call will be sent again.
     *
     * @param event which, why and when
     */
    default void retrying(Retrying event) {}

    /**
     * A circuit breaker changed its state.
     *
     * @param event which, and to what
     */
    default void breakerChanged(BreakerChanged event) {}

    /**
     * A call is sent again.
     *
     * @param call the call of the port, the same for all its repetitions
     * @param number of the next send, 2 for the first repetition
     * @param delay how long it waits before
     * @param failure why the send before failed, or {@code null} if it ended in doubt
     * @param doubt why the send before is in doubt, or {@code null} if it failed
     */
    record Retrying(
            RedemptionCall call,
            int number,
            Duration delay,
            @Nullable FailureCode failure,
            @Nullable Doubt doubt) {}

    /**
     * A circuit breaker has changed its state.
     *
     * @param traffic the traffic of the breaker
     * @param state its state now
     */
    record BreakerChanged(TrafficClass traffic, BreakerState state) {}

    /** Which calls a circuit breaker allows. */
    enum BreakerState {
        /** Everything. */
        CLOSED,
        /** A few calls, to find out whether the issuer is back. */
        HALF_OPEN,
        /** Nothing. */
        OPEN
    }
}
