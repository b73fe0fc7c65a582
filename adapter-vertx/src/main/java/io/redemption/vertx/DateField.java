package io.redemption.vertx;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Reads the header field {@code Date}, and remembers the last one that was read: all answers of a second have the same.
 * Thread-safe.
 */
final class DateField {
    private volatile @Nullable Parsed last;

    /** A field that was read. */
    private record Parsed(String text, Instant time) {}

    /** Returns the time that the field states, or {@code null} if it is absent or malformed. */
    @Nullable
    Instant parse(@Nullable String text) {
        Parsed known = last;
        if (known != null && known.text().equals(text)) {
            return known.time();
        }
        Instant time = HttpTime.parse(text);
        if (text != null && time != null) {
            last = new Parsed(text, time);
        }
        return time;
    }
}
