package io.redemption.micrometer;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;

/**
 * The meters of one registry. Each is registered when it is first used, and then found without asking the registry.
 * Thread-safe.
 */
final class Meters {
    private final MeterRegistry registry;
    private final Tags common;
    private final ConcurrentMap<Series, Timer> timers = new ConcurrentHashMap<>();
    private final ConcurrentMap<Series, Counter> counters = new ConcurrentHashMap<>();

    Meters(MeterRegistry registry, Tags common) {
        this.registry = registry;
        this.common = common;
    }

    Timer timer(Series series) {
        Timer known = timers.get(series);
        return known != null ? known : timers.computeIfAbsent(series, this::newTimer);
    }

    Counter counter(Series series) {
        Counter known = counters.get(series);
        return known != null ? known : counters.computeIfAbsent(series, this::newCounter);
    }

    void gauge(Series series, Supplier<Number> value) {
        Gauge unused = Gauge.builder(series.measure().meter, value)
                .description(series.measure().description)
                .tags(series.tags(common))
                .register(registry);
    }

    private Timer newTimer(Series series) {
        return Timer.builder(series.measure().meter)
                .description(series.measure().description)
                .tags(series.tags(common))
                .register(registry);
    }

    private Counter newCounter(Series series) {
        return Counter.builder(series.measure().meter)
                .description(series.measure().description)
                .tags(series.tags(common))
                .register(registry);
    }

    @Override
    public String toString() {
        return common.toString();
    }
}
