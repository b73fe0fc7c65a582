package io.redemption.micrometer;

import io.redemption.events.TrafficClass;
import io.redemption.resilience.ResilienceListener;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The meters of retries and circuit breakers: the repetitions, and the last reported state of each breaker.
 * Thread-safe.
 */
final class ResilienceMeters implements ResilienceListener {
    private final Meters meters;
    private final Map<TrafficClass, BreakerState> breakers = new ConcurrentHashMap<>();

    ResilienceMeters(Meters meters) {
        this.meters = meters;
        for (TrafficClass traffic : TrafficClass.values()) {
            breakers.put(traffic, BreakerState.CLOSED);
            for (BreakerState state : BreakerState.values()) {
                meters.gauge(
                        Series.of(Measure.BREAKER_STATE, traffic, state), () -> breakers.get(traffic) == state ? 1 : 0);
            }
        }
    }

    @Override
    public void retrying(Retrying event) {
        Object cause = event.failure() != null ? event.failure() : event.doubt();
        meters.counter(new Series(
                        Measure.RETRIES, event.call().operation(), event.call().kind(), cause))
                .increment();
    }

    @Override
    public void breakerChanged(BreakerChanged event) {
        breakers.put(event.traffic(), event.state());
    }
}
