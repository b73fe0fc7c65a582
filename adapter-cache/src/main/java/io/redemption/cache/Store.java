package io.redemption.cache;

import org.jspecify.annotations.Nullable;

/** Holds entries, bounded by time and weight. May throw: then the cache reads from the issuer. Thread-safe. */
interface Store {
    /** Returns the live entry of a key. */
    @Nullable
    CacheEntry<?> get(Object key);

    void keep(Object key, CacheEntry<?> entry);

    void drop(Object key);

    void dropAll();

    /** Returns the weight of all entries. */
    long weight();
}
