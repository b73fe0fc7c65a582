package io.redemption.micrometer;

import io.redemption.events.TrafficClass;
import io.redemption.vertx.TransportListener;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;

/** The meters of the HTTP client: its sends, and the last reported state of its pools. Thread-safe. */
final class TransportMeters implements TransportListener {
    private final Meters meters;
    private final Map<TrafficClass, AtomicInteger> inUse = new EnumMap<>(TrafficClass.class);
    private final Map<TrafficClass, AtomicInteger> waiting = new EnumMap<>(TrafficClass.class);

    TransportMeters(Meters meters) {
        this.meters = meters;
        for (TrafficClass traffic : TrafficClass.values()) {
            inUse.put(traffic, gauge(Measure.POOL_IN_USE, traffic));
            waiting.put(traffic, gauge(Measure.POOL_WAITING, traffic));
        }
    }

    private AtomicInteger gauge(Measure measure, TrafficClass traffic) {
        AtomicInteger sends = new AtomicInteger();
        meters.gauge(Series.of(measure, traffic), sends::get);
        return sends;
    }

    @Override
    public void sent(Sent event) {
        meters.counter(Series.of(
                        Measure.SENDS, event.call().operation(), event.call().kind()))
                .increment();
    }

    @Override
    public void poolChanged(PoolChanged event) {
        Objects.requireNonNull(inUse.get(event.traffic())).set(event.inUse());
        Objects.requireNonNull(waiting.get(event.traffic())).set(event.waiting());
    }
}
