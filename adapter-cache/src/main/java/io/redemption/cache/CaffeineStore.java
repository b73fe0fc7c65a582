package io.redemption.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.RemovalCause;
import io.redemption.port.TimeSource;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Holds entries in a Caffeine cache, bounded by time and weight. Nothing is loaded through it, so it has no failure to
 * log. Its maintenance runs on the threads that use it. Throws what its clock throws: then the cache reads from the
 * issuer. Thread-safe.
 */
final class CaffeineStore {
    private final Cache<Object, CacheEntry<?>> cache;
    private final LongAdder weight = new LongAdder();

    CaffeineStore(TimeSource time, long maxWeight) {
        this.cache = Caffeine.newBuilder()
                .maximumWeight(maxWeight)
                .weigher((Object key, CacheEntry<?> entry) -> entry.weight())
                .expireAfter(new ByOwnLife())
                .ticker(time::nanoTime)
                .executor(Runnable::run)
                .removalListener(this::removed)
                .build();
    }

    /** Lets each entry expire by its own lifetime, counted from the beginning of its read. */
    private static final class ByOwnLife implements Expiry<Object, CacheEntry<?>> {
        @Override
        public long expireAfterCreate(Object key, CacheEntry<?> entry, long now) {
            return entry.leftAt(now);
        }

        @Override
        public long expireAfterUpdate(Object key, CacheEntry<?> entry, long now, long left) {
            return entry.leftAt(now);
        }

        @Override
        public long expireAfterRead(Object key, CacheEntry<?> entry, long now, long left) {
            return left;
        }
    }

    private void removed(@Nullable Object key, @Nullable CacheEntry<?> entry, RemovalCause cause) {
        if (entry != null) {
            weight.add(-entry.weight());
        }
    }

    /** Returns the live entry of a key. */
    @Nullable
    CacheEntry<?> get(Object key) {
        return cache.getIfPresent(key);
    }

    void keep(Object key, CacheEntry<?> entry) {
        cache.put(key, entry);
        weight.add(entry.weight()); // not of one that could not be put
    }

    void drop(Object key) {
        cache.invalidate(key);
    }

    void dropAll() {
        cache.invalidateAll();
    }

    /** Returns the weight of all entries. */
    long weight() {
        return weight.sum();
    }
}
