package io.redemption.cache;

import io.redemption.events.RedemptionListener;
import io.redemption.events.RedemptionListener.CacheLoaded;
import io.redemption.events.RedemptionListener.CacheRead;
import io.redemption.events.RedemptionListener.CacheResult;
import io.redemption.events.RedemptionListener.LoadResult;
import io.redemption.model.Operation;
import io.redemption.port.TimeSource;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/** Reports reads and loads to the listener. Thread-safe. */
final class CacheReporter {
    private final Operation operation;
    private final RedemptionListener listener;
    private final TimeSource time;
    private final Store store;
    private final Map<CacheResult, CacheRead> reads = new EnumMap<>(CacheResult.class);

    /** Reports one operation. */
    CacheReporter(Operation operation, RedemptionListener listener, TimeSource time, Store store) {
        this.operation = operation;
        this.listener = listener.guarded();
        this.time = time;
        this.store = store;
        for (CacheResult answer : CacheResult.values()) {
            reads.put(answer, new CacheRead(operation, answer)); // made once: a hit allocates only its stage
        }
    }

    void read(CacheResult answer) {
        listener.cacheRead(Objects.requireNonNull(reads.get(answer)));
    }

    void loaded(LoadResult end, long begunAt) {
        try {
            Duration elapsed = Duration.ofNanos(time.nanoTime() - begunAt);
            listener.cacheLoaded(new CacheLoaded(operation, end, elapsed, store.weight()));
        } catch (Throwable ofTheStore) {
            return; // a store that fails counts as empty
        }
    }
}
