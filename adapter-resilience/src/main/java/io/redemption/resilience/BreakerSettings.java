package io.redemption.resilience;

import io.redemption.internal.Checks;
import java.time.Duration;

/**
 * Says when a circuit breaker opens, and how it closes again. Sends that are in doubt, not reachable, too late,
 * unreadable or failed at the issuer count as failures. All other answers count as successes, refusals too. Sends that
 * say nothing about the issuer do not count: those stopped by our own limits, wrong arguments or credentials,
 * throttling, or a caller who cancelled. Immutable.
 *
 * @param window how many of the newest sends the share of failures is computed from, 1 to 10,000
 * @param minimumSends how many sends it takes before the breaker can open, 1 to {@code window}
 * @param failurePercent the share of failures at which it opens, 1 to 100
 * @param openFor how long it stays open before it lets probes pass, 1 millisecond to 1 hour
 * @param probes how many probes may pass, 1 to 1,000; when they have ended, the same share decides
 */
public record BreakerSettings(int window, int minimumSends, int failurePercent, Duration openFor, int probes) {
    private static final int LARGEST_WINDOW = 10_000;
    private static final int MOST_PROBES = 1_000;
    private static final Duration SHORTEST = Duration.ofMillis(1);
    private static final Duration LONGEST = Duration.ofHours(1);

    /** Half of the newest 100 sends, but of at least 20; open for 10 seconds; 5 probes. */
    public static final BreakerSettings DEFAULT = new BreakerSettings(100, 20, 50, Duration.ofSeconds(10), 5);

    /**
     * Checks the components.
     *
     * @throws IllegalArgumentException if one is out of its range
     */
    public BreakerSettings {
        Checks.between("window", window, 1, LARGEST_WINDOW);
        Checks.between("minimum sends", minimumSends, 1, window);
        Checks.between("failure percent", failurePercent, 1, 100);
        Checks.between("open for", openFor, SHORTEST, LONGEST);
        Checks.between("probes", probes, 1, MOST_PROBES);
    }
}
