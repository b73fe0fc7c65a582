package io.redemption.benchmarks;

import java.util.Arrays;
import java.util.stream.DoubleStream;

/** The figures of some rounds. Immutable. */
final class FigureSeries {
    private final double[] figures;
    private final double[] sorted;

    private FigureSeries(double[] figures) {
        if (figures.length == 0) {
            throw new IllegalArgumentException("a series of no rounds (expected: at least one)");
        }
        this.figures = figures;
        this.sorted = figures.clone();
        Arrays.sort(sorted);
    }

    /** Returns the figures in the order of their rounds. */
    static FigureSeries of(DoubleStream figures) {
        return new FigureSeries(figures.toArray());
    }

    /** Returns the quotients of two series that were taken in pairs, round by round. */
    FigureSeries dividedBy(FigureSeries other) {
        requireAsMany(other);
        double[] quotients = new double[figures.length];
        Arrays.setAll(quotients, i -> figures[i] / other.figures[i]);
        return new FigureSeries(quotients);
    }

    /** Returns the differences of two series that were taken in pairs, round by round. */
    FigureSeries minus(FigureSeries other) {
        requireAsMany(other);
        double[] differences = new double[figures.length];
        Arrays.setAll(differences, i -> figures[i] - other.figures[i]);
        return new FigureSeries(differences);
    }

    private void requireAsMany(FigureSeries other) {
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
