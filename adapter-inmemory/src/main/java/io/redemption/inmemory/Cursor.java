package io.redemption.inmemory;

import org.jspecify.annotations.Nullable;

/** Writes and reads cursors: the number in a list at which the next page continues. */
final class Cursor {
    private static final int MAX_DIGITS = 18;

    private Cursor() {}

    static @Nullable String write(@Nullable Long number) {
        return number == null ? null : Long.toString(number);
    }

    /** Returns the number of a cursor, or {@code null} for no cursor. */
    static @Nullable Long read(@Nullable String cursor) {
        if (cursor == null) {
            return null;
        }
        boolean digits = cursor.chars().allMatch(c -> c >= '0' && c <= '9');
        if (!digits || cursor.isEmpty() || cursor.length() > MAX_DIGITS) {
            throw ImmediateStages.invalid(
                    "cursor: <" + cursor.length() + " characters> (expected: one that an earlier page ended with)");
        }
        return Long.valueOf(cursor);
    }
}
