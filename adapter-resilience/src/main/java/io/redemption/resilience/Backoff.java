package io.redemption.resilience;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * How long to wait before a repetition: exponential with full jitter, so that callers who failed together part.
 * Thread-safe.
 */
final class Backoff {
    /** For production: nobody can foresee it, and any number of threads may use it. */
    static final RandomGenerator UNSEEDED = new SecureRandom();

    /** Doubled this often, the shortest base has passed the longest bound. */
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
     * A wait.
     *
     * @param sends how many sends there were, from 1
     * @param retryAfter what the issuer asks for, which comes on top; {@code null} for nothing
     */
    Duration after(int sends, @Nullable Duration retryAfter) {
        long doubled = baseNanos << Math.min(sends - 1, MOST_DOUBLINGS);
        Duration jitter = Duration.ofNanos(random.nextLong(Math.min(doubled, maxNanos) + 1));
        return retryAfter == null || retryAfter.isNegative() ? jitter : retryAfter.plus(jitter);
    }
}
