package io.redemption.benchmarks;

import java.util.Arrays;

/** The figures of some rounds. Immutable. */
final class Series {
    private final double[] sorted;

    private Series(double[] sorted) {
        this.sorted = sorted;
    }

    static Series of(double[] figures) {
        if (figures.length == 0) {
            throw new IllegalArgumentException("a series of no rounds (expected: at least one)");
        }
        double[] sorted = figures.clone();
        Arrays.sort(sorted);
        return new Series(sorted);
    }

    /** The quotients of two series that were taken in pairs, round by round. */
    static Series ratios(double[] figures, double[] others) {
        if (figures.length != others.length) {
            throw new IllegalArgumentException(
                    figures.length + " and " + others.length + " rounds (expected: as many of both)");
        }
        double[] ratios = new double[figures.length];
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] = figures[i] / others[i];
        }
        return of(ratios);
    }

    double median() {
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    double lowest() {
        return sorted[0];
    }

    double highest() {
        return sorted[sorted.length - 1];
    }

    int rounds() {
        return sorted.length;
    }
}
