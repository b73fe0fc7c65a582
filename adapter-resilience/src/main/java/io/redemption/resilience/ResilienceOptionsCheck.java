package io.redemption.resilience;

import io.redemption.internal.Checks;
import java.time.Duration;

/** Checks each option and their relations, and names the one that is wrong. */
final class ResilienceOptionsCheck {
    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final Duration SHORTEST = Duration.ofMillis(1);
    private static final int MOST_SENDS = 10;
    private static final int MOST_CALLS = 100_000;

    private ResilienceOptionsCheck() {}

    static void check(ResilienceOptionsBuilder options) {
        Checks.between("minimum send time", options.minimumSendTime, SHORTEST, LONGEST);
        Checks.between("total deadline", options.totalDeadline, options.minimumSendTime, LONGEST);
        Checks.between("max sends", options.maxSends, 1, MOST_SENDS);
        Checks.between("backoff base", options.backoffBase, SHORTEST, LONGEST);
        Checks.between("backoff max", options.backoffMax, options.backoffBase, LONGEST);
        Checks.between("max concurrent reads", options.maxConcurrentReads, 1, MOST_CALLS);
        Checks.between("max concurrent writes", options.maxConcurrentWrites, 1, MOST_CALLS);
    }
}
