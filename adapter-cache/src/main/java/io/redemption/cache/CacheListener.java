package io.redemption.cache;

import io.redemption.events.RedemptionListener;
import io.redemption.model.Operation;
import java.time.Duration;

/**
 * A {@link RedemptionListener} that is also notified of what the cache does. Passed to
 * {@link CacheOptionsBuilder#listener} or to a stack with a cache, as every listener. Thread-safe.
 */
public interface CacheListener extends RedemptionListener {
    /**
     * A read came to the cache.
     *
     * @param event what the cache did
     */
    default void cacheRead(CacheRead event) {}

    /**
     * The cache read from the issuer.
     *
     * @param event the result
     */
    default void cacheLoaded(CacheLoaded event) {}

    /**
     * A read that came to the cache.
     *
     * @param operation which operation
     * @param result what the cache did
     */
    record CacheRead(Operation operation, CacheResult result) {}

    /** What the cache can do with a read. */
    enum CacheResult {
        /** It answered from its memory. */
        HIT,
        /** It read from the issuer. */
        MISS,
        /** It waits for a read that another caller began. */
        JOINED,
        /** It was not used: the caller asked the issuer, the redeemable is in doubt, or the cache is broken. */
        BYPASSED
    }

    /**
     * A read of the cache from the issuer. Several callers may wait for it, so it belongs to none of their calls.
     *
     * @param operation which operation
     * @param result what became of it
     * @param elapsed how long it took
     * @param weight how many redemptions and states the cache holds now
     */
    record CacheLoaded(Operation operation, LoadResult result, Duration elapsed, long weight) {}

    /** What the cache did with what it read. */
    enum LoadResult {
        /** It is kept. */
        KEPT,
        /** It is not kept, because something changed while it was read. */
        OVERTAKEN,
        /** It is not kept, because it lacks a change that this node knows: the issuer lagged. */
        STALE,
        /** It is not kept, because it is of a kind that is never kept, such as a page. */
        NOT_KEPT,
        /** It failed. */
        FAILED
    }
}
