package io.redemption;

import io.redemption.model.Ticket;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * When a doubt is polled: soon and often, because most redemptions appear at once, then when absence can be proven,
 * then less and less often. Thread-safe.
 */
final class PollSchedule {
    /** How long a doubt is polled before a person must settle it. */
    static final Duration GIVE_UP_AFTER = Duration.ofHours(24);

    private static final List<Duration> EARLY =
            List.of(Duration.ofMillis(250), Duration.ofSeconds(1), Duration.ofSeconds(4), Duration.ofSeconds(15));
    private static final Duration AFTER_HORIZON = Duration.ofMillis(500);
    private static final Duration FIRST_GAP = Duration.ofSeconds(15);
    private static final Duration LONGEST_GAP = Duration.ofMinutes(30);
    private static final double JITTER = 0.2;

    private final Doubts doubts;
    private final RandomGenerator random;

    PollSchedule(Doubts doubts, RandomGenerator random) {
        this.doubts = doubts;
        this.random = random;
    }

    /**
     * Returns when a poll is due.
     *
     * @param step the number of the poll, from 0
     * @param passed how long ago the doubt began
     * @return how long after its beginning the doubt is polled. The poll that can prove absence is never early
     */
    Duration due(Ticket ticket, int step, Duration passed) {
        Duration horizon = doubts.horizon(ticket).plus(AFTER_HORIZON);
        List<Duration> early =
                EARLY.stream().filter(at -> at.compareTo(horizon) < 0).toList();
        if (step < early.size()) {
            return times(early.get(step), 1 - JITTER + 2 * JITTER * fraction());
        }
        if (step == early.size()) {
            return times(horizon, 1 + JITTER * fraction());
        }
        return passed.plus(times(gap(step - early.size() - 1), 1 + JITTER * fraction()));
    }

    /** Returns the step of the poll that can prove absence. */
    int horizonStep(Ticket ticket) {
        Duration horizon = doubts.horizon(ticket).plus(AFTER_HORIZON);
        return (int) EARLY.stream().filter(at -> at.compareTo(horizon) < 0).count();
    }

    private static Duration gap(int number) {
        Duration gap = FIRST_GAP.multipliedBy(1L << Math.min(number, 20));
        return gap.compareTo(LONGEST_GAP) > 0 ? LONGEST_GAP : gap;
    }

    /** Returns a time up to 20 % longer or shorter, so that many nodes do not act at once. */
    Duration spread(Duration around) {
        return times(around, 1 - JITTER + 2 * JITTER * fraction());
    }

    private double fraction() {
        synchronized (random) {
            return random.nextDouble();
        }
    }

    private static Duration times(Duration duration, double factor) {
        return Duration.ofNanos((long) (duration.toNanos() * factor));
    }
}
