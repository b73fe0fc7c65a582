package io.redemption.micrometer;

import io.micrometer.core.instrument.Tags;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One time series of a measure: a value for each of its tags, in their order. Each event makes one to find its meter,
 * so it is small. Immutable.
 *
 * @param measure what is measured
 * @param first the value of the first tag: an enum constant, a text of a closed set, or {@code null} for none
 * @param second the value of the second tag
 * @param third the value of the third tag
 */
record Series(
        Measure measure,
        @Nullable Object first,
        @Nullable Object second,
        @Nullable Object third) {
    /** The value of a tag that does not apply. */
    private static final String NONE = "none";

    static Series of(Measure measure, @Nullable Object first) {
        return new Series(measure, first, null, null);
    }

    static Series of(Measure measure, @Nullable Object first, @Nullable Object second) {
        return new Series(measure, first, second, null);
    }

    /** Returns the common tags followed by its own. */
    Tags tags(Tags common) {
        Object[] values = {first, second, third};
        Tags tags = common;
        for (int i = 0; i < measure.tags.size(); i++) {
            Object value = values[i];
            tags = tags.and(measure.tags.get(i), value == null ? NONE : text(value));
        }
        return tags;
    }

    private static String text(Object value) {
        return value.toString().toLowerCase(Locale.ROOT);
    }
}
