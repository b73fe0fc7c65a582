package io.redemption.reliability.restart;

import java.time.Duration;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of one request.
 *
 * @param connects whether it leaves at all
 * @param arrivesAfter when the issuer executes it, or {@code null} if it is lost on the way
 * @param answeredAfter when its answer is there after that, or {@code null} if it is lost on the way back
 */
record SendPlan(
        boolean connects,
        @Nullable Duration arrivesAfter,
        @Nullable Duration answeredAfter) {
    /** After so much time a process stops waiting for an answer. */
    static final Duration TIMEOUT = Duration.ofSeconds(10);

    private static final int LATEST_MILLIS = 69_000;
    private static final int SLOWEST_MILLIS = 2_000;

    static SendPlan random(Random random) {
        Duration soon = Duration.ofMillis(random.nextInt(SLOWEST_MILLIS));
        return switch (random.nextInt(10)) {
            case 0 -> new SendPlan(false, null, null);
            case 1 -> new SendPlan(true, null, null);
            case 2, 3 -> new SendPlan(true, Duration.ofMillis(random.nextInt(LATEST_MILLIS)), null);
            case 4, 5 -> new SendPlan(true, soon, null);
            default -> new SendPlan(true, soon, soon);
        };
    }
}
