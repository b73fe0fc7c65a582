package io.redemption;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How doubts are resolved in the background. Immutable, but for the source of randomness.
 *
 * @param longestWait how long a call that ended unknown waits for its resolution
 * @param within how long after it began such a call answers at the latest
 * @param inBackground whether doubts are resolved after the call has answered, and after a restart
 * @param maxInFlight how many polls may be under way at once
 * @param maxPerSecond how many polls may begin in a second
 * @param maxWatched how many doubts are polled by turns; the journal keeps the others and hands them out later
 * @param random spreads the polls
 */
record ResolutionSettings(
        Duration longestWait,
        Duration within,
        boolean inBackground,
        int maxInFlight,
        int maxPerSecond,
        int maxWatched,
        RandomGenerator random) {

    /** Returns how long a call that began this long ago may still wait. */
    Duration waitAfter(Duration elapsed) {
        Duration left = within.minus(elapsed);
        Duration shorter = left.compareTo(longestWait) < 0 ? left : longestWait;
        return shorter.isNegative() ? Duration.ZERO : shorter;
    }
}
