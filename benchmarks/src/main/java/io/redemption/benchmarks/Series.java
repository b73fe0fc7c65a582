package io.redemption.benchmarks;

import java.util.Arrays;
import java.util.stream.DoubleStream;

/** The figures of some rounds. Immutable. */
final class Series {
    private final double[] figures;
    private final double[] sorted;

    private Series(double[] figures) {
        if (figures.length == 0) {
            throw new IllegalArgumentException("a series of no rounds (expected: at least one)");
        }
        this.figures = figures;
        this.sorted = figures.clone();
        Arrays.sort(sorted);
    }

    /** Returns the figures in the order of their rounds. */
    static Series of(DoubleStream figures) {
        return new Series(figures.toArray());
    }

    /** Returns the quotients of two series that were taken in pairs, round by round. */
    Series dividedBy(Series other) {
        requireAsMany(other);
        double[] quotients = new double[figures.length];
        Arrays.setAll(quotients, i -> figures[i] / other.figures[i]);
        return new Series(quotients);
    }

    /** Returns the differences of two series that were taken in pairs, round by round. */
    Series minus(Series other) {
        requireAsMany(other);
        double[] differences = new double[figures.length];
        Arrays.setAll(differences, i -> figures[i] - other.figures[i]);
        return new Series(differences);
    }

    private void requireAsMany(Series other) {
        if (figures.length != other.figures.length) {
            throw new IllegalArgumentException(
                    figures.length + " and " + other.figures.length + " rounds (expected: as many of both)");
        }
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
