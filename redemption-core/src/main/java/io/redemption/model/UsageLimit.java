package io.redemption.model;

import io.redemption.internal.Checks;

/**
 * How many uses are allowed. Immutable.
 *
 * @param max the most uses, or 0 for no limit (as the API writes it)
 */
public record UsageLimit(long max) {
    /** No limit. */
    public static final UsageLimit NONE = new UsageLimit(0);

    /**
     * Checks the components.
     *
     * @throws IllegalArgumentException if the number is negative
     */
    public UsageLimit {
        if (max < 0) {
            throw Checks.unexpected("limit", max, "0 for none, or a positive number");
        }
    }

    /**
     * Returns a limit of this many uses.
     *
     * @param max the most uses; 0 is no limit
     * @return the limit
     */
    public static UsageLimit of(long max) {
        return new UsageLimit(max);
    }

    /**
     * Returns whether one more use is allowed.
     *
     * @param used the number of uses so far
     * @return whether another use stays within the limit
     */
    public boolean allowsAnotherAfter(long used) {
        return max == 0 || used < max;
    }
}
