package io.redemption;

import io.redemption.model.Ticket;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
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

    /** The share by which times are spread. */
    private static final int FIFTH = 5;

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
            return spread(early.get(step));
        }
        if (step == early.size()) {
            return later(horizon);
        }
        return passed.plus(later(gap(step - early.size() - 1)));
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
        return around.minus(around.dividedBy(FIFTH))
                .plus(upTo(around.dividedBy(FIFTH).multipliedBy(2)));
    }

    /** Returns a time up to 20 % longer. */
    private Duration later(Duration than) {
        return than.plus(upTo(than.dividedBy(FIFTH)));
    }

    private Duration upTo(Duration limit) {
        synchronized (random) {
            return Duration.ofNanos(random.nextLong(limit.toNanos() + 1));
        }
    }

    /** Returns the source of random times that nobody has chosen. */
    static RandomGenerator unseeded() {
        return new SplittableRandom();
    }
}
