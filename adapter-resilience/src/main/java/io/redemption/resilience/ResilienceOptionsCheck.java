package io.redemption.resilience;

import java.time.Duration;

/** Checks options, each and between each other, and names the one that is wrong. */
final class ResilienceOptionsCheck {
    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final Duration SHORTEST = Duration.ofMillis(1);
    private static final int MOST_SENDS = 10;
    private static final int MOST_CALLS = 100_000;

    private ResilienceOptionsCheck() {}

    static void check(ResilienceOptionsBuilder options) {
        between("minimum send time", options.minimumSendTime, SHORTEST, LONGEST);
        between("total deadline", options.totalDeadline, options.minimumSendTime, LONGEST);
        between("max sends", options.maxSends, 1, MOST_SENDS);
        between("backoff base", options.backoffBase, SHORTEST, LONGEST);
        between("backoff max", options.backoffMax, options.backoffBase, LONGEST);
        between("max concurrent reads", options.maxConcurrentReads, 1, MOST_CALLS);
        between("max concurrent writes", options.maxConcurrentWrites, 1, MOST_CALLS);
    }

    static <T extends Comparable<T>> void between(String name, T value, T least, T most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: " + least + " to " + most + ")");
        }
    }
}
