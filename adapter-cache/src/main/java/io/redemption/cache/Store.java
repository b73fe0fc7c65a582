package io.redemption.cache;

import org.jspecify.annotations.Nullable;

/** Where answers are held, bounded by time and weight. May throw: then the decorator does without. Thread-safe. */
interface Store {
    /** What is held under a key and still lives. */
    @Nullable
    CacheEntry<?> get(Object key);

    void keep(Object key, CacheEntry<?> entry);

    void drop(Object key);

    void dropAll();

    /** The weight of all that is held. */
    long weight();
}
