package io.redemption.vertx;

import io.redemption.port.TimeSource;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The moment until which a call may send, or none. Absolute, so that it holds over all sends of a call. Immutable. */
final class TimeLimit {
    /** Sends end by their own rules. */
    static final TimeLimit NONE = new TimeLimit(null, 0);

    /** Far longer than any send may take, and short enough to count in nanoseconds. */
    private static final Duration LONGEST = Duration.ofDays(1);

    private final @Nullable TimeSource time;
    private final long endsAt;

    private TimeLimit(@Nullable TimeSource time, long endsAt) {
        this.time = time;
        this.endsAt = endsAt;
    }

    /** This limit, or the moment when the time has passed, whichever comes first. */
    TimeLimit orWithin(Duration timeLeft, TimeSource clock) {
        Duration least = timeLeft(timeLeft.compareTo(LONGEST) < 0 ? timeLeft : LONGEST);
        return new TimeLimit(clock, clock.nanoTime() + least.toNanos());
    }

    /** What is left, at most so much; zero or less if there is nothing left. */
    Duration timeLeft(Duration most) {
        if (time == null) {
            return most;
        }
        Duration left = Duration.ofNanos(endsAt - time.nanoTime());
        return left.compareTo(most) < 0 ? left : most;
    }
}
