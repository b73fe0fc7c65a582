package io.redemption.benchmarks;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One line of the table.
 *
 * @param name what was measured, beside what
 * @param figure the median
 * @param lowest the lowest of the rounds
 * @param highest the highest of the rounds
 * @param unit the unit, or {@code ratio}
 * @param rounds how many rounds were taken
 * @param target what it should be; {@code null} if it is only told
 */
record Row(
        String name,
        double figure,
        double lowest,
        double highest,
        String unit,
        int rounds,
        @Nullable Target target) {
    static Row of(String name, String unit, FigureSeries series, @Nullable Target target) {
        return new Row(name, series.median(), series.lowest(), series.highest(), unit, series.rounds(), target);
    }

    /** Whether the target is met; {@code null} if there is none. */
    @Nullable
    Boolean met() {
        return target == null ? null : target.isMetBy(figure);
    }

    String spread() {
        return number(lowest) + " to " + number(highest);
    }

    static String number(double figure) {
        return String.format(Locale.ROOT, Math.abs(figure) < 10 ? "%.2f" : "%,.0f", figure);
    }
}
