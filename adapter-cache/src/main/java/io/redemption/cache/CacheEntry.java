package io.redemption.cache;

/**
 * A cached answer. Immutable.
 *
 * @param answer the answer
 * @param generation the generation in which its read began
 * @param begunAt when the read began, in {@link io.redemption.port.TimeSource#nanoTime}
 * @param livesNanos its lifetime from then on
 * @param weight how many redemptions and states it holds, at least 1
 * @param <T> the type of the answer
 */
record CacheEntry<T>(T answer, long generation, long begunAt, long livesNanos, int weight) {
    /** Returns the nanoseconds that it still lives at a time, at least 0. */
    long leftAt(long now) {
        return Math.max(0, begunAt + livesNanos - now);
    }
}
