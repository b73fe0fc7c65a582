package io.redemption.resilience;

import io.redemption.internal.Checks;
import java.time.Duration;

/**
 * Limits how many sends may begin in each period. Further sends are refused at once, without waiting. Immutable.
 *
 * @param sends how many, 1 to 1,000,000
 * @param period 1 millisecond to 1 hour; periods follow each other without a gap
 */
public record RateLimit(int sends, Duration period) {
    private static final int MOST = 1_000_000;
    private static final Duration SHORTEST = Duration.ofMillis(1);
    private static final Duration LONGEST = Duration.ofHours(1);

    /**
     * Checks the components.
     *
     * @throws IllegalArgumentException if one is out of its range
     */
    public RateLimit {
        Checks.between("sends", sends, 1, MOST);
        Checks.between("period", period, SHORTEST, LONGEST);
    }
}
