package io.redemption.reliability.faults;

import java.util.Arrays;

/** Takes every offset from 0 to a length in turn, again and again, and counts how often. Not thread-safe. */
final class Sweep {
    private int[] times = new int[0];
    private int next;

    /** The next offset of something so long; all of one sweep have the same length. */
    int next(int length) {
        if (times.length == 0) {
            times = new int[length + 1];
        }
        if (length + 1 != times.length) {
            throw new IllegalArgumentException(
                    "length: " + length + " (expected: " + (times.length - 1) + ", as the one before)");
        }
        int offset = next;
        next = (next + 1) % times.length;
        times[offset]++;
        return offset;
    }

    /** How many offsets there are; 0 as long as the length is not known. */
    int offsets() {
        return times.length;
    }

    /** How often the offset was taken that was taken least; 0 as long as the length is not known. */
    int leastTimes() {
        return Arrays.stream(times).min().orElse(0);
    }
}
