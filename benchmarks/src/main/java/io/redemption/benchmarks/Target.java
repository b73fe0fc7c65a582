package io.redemption.benchmarks;

import java.util.Locale;

/**
 * What a figure should be. Targets are never lowered to what was measured.
 *
 * @param isUpperBound whether less is better
 * @param bound the bound
 */
record Target(boolean isUpperBound, double bound) {
    static Target atMost(double bound) {
        return new Target(true, bound);
    }

    static Target atLeast(double bound) {
        return new Target(false, bound);
    }

    boolean isMetBy(double figure) {
        return isUpperBound ? figure <= bound : figure >= bound;
    }

    @Override
    public String toString() {
        return (isUpperBound ? "≤ " : "≥ ") + String.format(Locale.ROOT, "%s", bound);
    }
}
