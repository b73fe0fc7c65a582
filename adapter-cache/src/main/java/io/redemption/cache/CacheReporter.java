package io.redemption.cache;

import io.redemption.cache.CacheListener.CacheLoaded;
import io.redemption.cache.CacheListener.CacheRead;
import io.redemption.cache.CacheListener.CacheResult;
import io.redemption.cache.CacheListener.LoadResult;
import io.redemption.events.RedemptionListener;
import io.redemption.model.Operation;
import io.redemption.port.TimeSource;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/** Reports reads and loads to the listener. Thread-safe. */
final class CacheReporter {
    private final Operation operation;
    private final RedemptionListener listener;
    private final TimeSource time;
    private final CaffeineStore store;
    private final Map<CacheResult, Consumer<CacheListener>> reads = new EnumMap<>(CacheResult.class);

    /** Reports one operation. */
    CacheReporter(Operation operation, RedemptionListener listener, TimeSource time, CaffeineStore store) {
        this.operation = operation;
        this.listener = listener.guarded();
        this.time = time;
        this.store = store;
        for (CacheResult result : CacheResult.values()) {
            CacheRead event = new CacheRead(operation, result);
            reads.put(result, l -> l.cacheRead(event)); // made once: a hit allocates only its stage
        }
    }

    void read(CacheResult result) {
        listener.notifyAs(CacheListener.class, Objects.requireNonNull(reads.get(result)));
    }

    void loaded(LoadResult result, long begunAt) {
        try {
            Duration elapsed = Duration.ofNanos(time.nanoTime() - begunAt);
            CacheLoaded event = new CacheLoaded(operation, result, elapsed, store.weight());
            listener.notifyAs(CacheListener.class, l -> l.cacheLoaded(event));
        } catch (Throwable ofTheClock) {
            return; // the callers of the load still get its answer
        }
    }
}
