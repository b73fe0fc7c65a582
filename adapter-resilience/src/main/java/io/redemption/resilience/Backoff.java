package io.redemption.resilience;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Computes the wait before a repetition: exponential with full jitter, so that callers who failed together spread out.
 * Thread-safe.
 */
final class Backoff {
    /** For production: unpredictable and thread-safe. */
    static final RandomGenerator UNSEEDED = new SecureRandom();

    /** After this many doublings the shortest base exceeds the longest bound. */
    private static final int MOST_DOUBLINGS = 20;

    private final long baseNanos;
    private final long maxNanos;
    private final RandomGenerator random;

    Backoff(Duration base, Duration max, RandomGenerator random) {
        this.baseNanos = base.toNanos();
        this.maxNanos = max.toNanos();
        this.random = random;
    }

    /**
     * Returns a wait.
     *
     * @param sends how many sends there were, at least 1
     * @param retryAfter the wait that the issuer asks for, which is added; {@code null} for none
     */
    Duration after(int sends, @Nullable Duration retryAfter) {
        long doubled = baseNanos << Math.min(sends - 1, MOST_DOUBLINGS);
        Duration jitter = Duration.ofNanos(random.nextLong(Math.min(doubled, maxNanos) + 1));
        return retryAfter == null || retryAfter.isNegative() ? jitter : retryAfter.plus(jitter);
    }
}
