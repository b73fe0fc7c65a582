package io.redemption.vertx;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** Reads the times in header fields (RFC 9110, 5.6.7 and 10.2.3). A malformed field counts as absent. Stateless. */
final class HttpTime {
    /** The longest wait that a server can request. */
    static final Duration MAX_RETRY_AFTER = Duration.ofDays(1);

    private static final int MAX_DIGITS = 9;
    private static final int MAX_TEXT = 64;

    private HttpTime() {}

    /** Returns a date in the preferred format of RFC 9110, or {@code null}. */
    static @Nullable Instant parse(@Nullable String text) {
        if (text == null || text.length() > MAX_TEXT) {
            return null;
        }
        try {
            return DateTimeFormatter.RFC_1123_DATE_TIME.parse(text.strip(), Instant::from);
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** Returns whether a number of seconds is more than zero; a malformed one counts as zero. */
    static boolean isPositive(@Nullable String seconds) {
        return seconds != null && isNumber(seconds.strip()) && seconds.chars().anyMatch(c -> c >= '1' && c <= '9');
    }

    private static boolean isNumber(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    /** Returns the requested wait, from zero to {@link #MAX_RETRY_AFTER}, or {@code null} if there is none. */
    static @Nullable Duration retryAfter(@Nullable String text, Instant now) {
        if (text == null) {
            return null;
        }
        String value = text.strip();
        if (isNumber(value)) {
            return value.length() > MAX_DIGITS ? MAX_RETRY_AFTER : bounded(Duration.ofSeconds(Long.parseLong(value)));
        }
        Instant until = parse(value);
        return until == null ? null : bounded(Duration.between(now, until));
    }

    private static Duration bounded(Duration wait) {
        if (wait.isNegative()) {
            return Duration.ZERO;
        }
        return wait.compareTo(MAX_RETRY_AFTER) > 0 ? MAX_RETRY_AFTER : wait;
    }
}
