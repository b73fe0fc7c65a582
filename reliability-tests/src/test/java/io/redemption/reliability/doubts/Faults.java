package io.redemption.reliability.doubts;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;

/**
 * What goes wrong in a world and how often. Each world has other intensities, and some kinds not at all, because one
 * fault may hide another. Not thread-safe.
 */
final class Faults {
    /** A kind of fault. */
    enum Fault {
        /** A request is lost on its way. */
        LOST_BEFORE(30),
        /** An answer is lost on its way. */
        LOST_AFTER(30),
        /** The network delivers a request twice. */
        REPLAY(50),
        /** An answer comes late, perhaps after the call was given up. */
        DELAY(50),
        /** A request is executed only after its call was given up. */
        LATE_APPLY(50),
        /** A list shows a change late. */
        LIST_LAG(50),
        /** Somebody else redeems on the same redeemable. */
        FOREIGN_WRITER(30),
        /** Somebody else takes a redemption of ours back. */
        FOREIGN_REVERSAL(5),
        /** A list leaves items out and says so. */
        TRUNCATION(30),
        /** A listed item lacks its transaction id. */
        MARKER_DROPPED(30),
        /** A listed item has its transaction id in another form. */
        MARKER_ALTERED(30),
        /** Another value is redeemed than was asked for. */
        WRONG_VALUE(20),
        /** A read fails. */
        READ_FAILS(30),
        /** The time of day is set. */
        CLOCK_STEP(30),
        /** A process ends. */
        CRASH(3);

        private final int maxPercent;

        Fault(int maxPercent) {
            this.maxPercent = maxPercent;
        }
    }

    private final Map<Fault, Double> intensities = new EnumMap<>(Fault.class);
    private final Map<Fault, Integer> made = new EnumMap<>(Fault.class);
    private final Random random;
    private boolean stopped;

    Faults(Random random) {
        this.random = random;
        for (Fault fault : Fault.values()) {
            boolean never = random.nextInt(3) == 0;
            double intensity = random.nextDouble() * fault.maxPercent / 100;
            intensities.put(fault, never ? 0 : intensity);
        }
    }

    void stop() {
        stopped = true;
    }

    /** Decides whether a fault happens now. */
    boolean happens(Fault fault) {
        boolean happens = random.nextDouble() < intensities.getOrDefault(fault, 0.0) && !stopped;
        if (happens) {
            made.merge(fault, 1, Integer::sum);
        }
        return happens;
    }

    /** Returns a time up to a limit if the fault happens, otherwise zero. */
    Duration delay(Fault fault, Duration limit) {
        return happens(fault) ? Duration.ofNanos((long) (random.nextDouble() * limit.toNanos())) : Duration.ZERO;
    }

    /** Makes a fault that does not happen by chance alone. */
    void make(Fault fault) {
        made.merge(fault, 1, Integer::sum);
    }

    double intensity(Fault fault) {
        return intensities.getOrDefault(fault, 0.0);
    }

    /** Returns how often each kind has happened. */
    Map<Fault, Integer> made() {
        return made;
    }
}
