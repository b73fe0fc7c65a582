package io.redemption.micrometer;

import io.redemption.events.RedemptionListener.BreakerState;
import io.redemption.events.RedemptionListener.TrafficClass;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** The last reported state of the breaker and the pool of one traffic class. Thread-safe. */
final class TrafficClassGauges {
    private final AtomicReference<BreakerState> breaker = new AtomicReference<>(BreakerState.CLOSED);
    private final AtomicInteger inUse = new AtomicInteger();
    private final AtomicInteger waiting = new AtomicInteger();

    TrafficClassGauges(TrafficClass trafficClass, Meters meters) {
        meters.gauge(Series.of(Measure.POOL_IN_USE, trafficClass), inUse::get);
        meters.gauge(Series.of(Measure.POOL_WAITING, trafficClass), waiting::get);
        for (BreakerState state : BreakerState.values()) {
            meters.gauge(Series.of(Measure.BREAKER_STATE, trafficClass, state), () -> breaker.get() == state ? 1 : 0);
        }
    }

    void breaker(BreakerState state) {
        breaker.set(state);
    }

    void pool(int sendsInUse, int sendsWaiting) {
        inUse.set(sendsInUse);
        waiting.set(sendsWaiting);
    }
}
