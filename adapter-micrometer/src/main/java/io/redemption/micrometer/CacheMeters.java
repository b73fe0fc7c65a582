package io.redemption.micrometer;

import io.redemption.cache.CacheListener;
import java.util.concurrent.atomic.AtomicLong;

/** The meters of the cache: its reads and loads, and its last reported weight. Thread-safe. */
final class CacheMeters implements CacheListener {
    private final Meters meters;
    private final AtomicLong weight = new AtomicLong();

    CacheMeters(Meters meters) {
        this.meters = meters;
        meters.gauge(Series.of(Measure.CACHE_WEIGHT, null), weight::get);
    }

    @Override
    public void cacheRead(CacheRead event) {
        meters.counter(Series.of(Measure.CACHE_READS, event.operation(), event.result()))
                .increment();
    }

    @Override
    public void cacheLoaded(CacheLoaded event) {
        meters.timer(Series.of(Measure.CACHE_LOADS, event.operation(), event.result()))
                .record(event.elapsed());
        weight.set(event.weight());
    }
}
