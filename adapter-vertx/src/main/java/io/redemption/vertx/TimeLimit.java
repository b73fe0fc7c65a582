package io.redemption.vertx;

import io.redemption.port.TimeSource;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The time until which a call may send, or no limit. Absolute, so that it covers all sends of a call. Immutable. */
final class TimeLimit {
    /** No limit beyond that of each send. */
    static final TimeLimit NONE = new TimeLimit(null, 0);

    /** Longer than any send may take, and short enough for nanoseconds in a long. */
    private static final Duration LONGEST = Duration.ofDays(1);

    private final @Nullable TimeSource time;
    private final long endsAt;

    private TimeLimit(@Nullable TimeSource time, long endsAt) {
        this.time = time;
        this.endsAt = endsAt;
    }

    /** Returns the earlier of this limit and the time from now. */
    TimeLimit orWithin(Duration timeLeft, TimeSource clock) {
        Duration least = timeLeft(timeLeft.compareTo(LONGEST) < 0 ? timeLeft : LONGEST);
        return new TimeLimit(clock, clock.nanoTime() + least.toNanos());
    }

    /** Returns the time left, at most the given one; zero or less if none is left. */
    Duration timeLeft(Duration most) {
        if (time == null) {
            return most;
        }
        Duration left = Duration.ofNanos(endsAt - time.nanoTime());
        return left.compareTo(most) < 0 ? left : most;
    }
}
