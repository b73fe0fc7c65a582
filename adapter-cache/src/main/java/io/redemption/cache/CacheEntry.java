package io.redemption.cache;

/**
 * An answer that is held. Immutable.
 *
 * @param answer the answer
 * @param generation the generation in which its reading began
 * @param begunAt when that was, in nanoseconds of the clock
 * @param livesNanos how long it lives from then on
 * @param weight how many redemptions and states it holds
 * @param <T> the type of the answer
 */
record CacheEntry<T>(T answer, long generation, long begunAt, long livesNanos, int weight) {
    /** How long it has left at a time; not negative. */
    long leftAt(long now) {
        return Math.max(0, begunAt + livesNanos - now);
    }
}
