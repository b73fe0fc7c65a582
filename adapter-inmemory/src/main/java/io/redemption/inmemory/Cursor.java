package io.redemption.inmemory;

import org.jspecify.annotations.Nullable;

/** The text form of a place in a numbered list: where the next page goes on. */
final class Cursor {
    private static final int MAX_DIGITS = 18;

    private Cursor() {}

    static @Nullable String write(@Nullable Long number) {
        return number == null ? null : Long.toString(number);
    }

    /** The number that was written, or {@code null} for no cursor. */
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
