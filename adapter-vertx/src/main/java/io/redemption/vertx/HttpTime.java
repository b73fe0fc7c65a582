package io.redemption.vertx;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** Reads the times in header fields (RFC 9110, 5.6.7 and 10.2.3). What is malformed is as good as absent. Stateless. */
final class HttpTime {
    /** Longer than this nobody waits on a server's word. */
    static final Duration MAX_RETRY_AFTER = Duration.ofDays(1);

    private static final int MAX_DIGITS = 9;
    private static final int MAX_TEXT = 64;

    private HttpTime() {}

    /** A date in the one form that may still be generated, or {@code null}. */
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

    /** Whether a number of seconds is more than none; what is malformed counts as none. */
    static boolean isPositive(@Nullable String seconds) {
        return seconds != null && isNumber(seconds.strip()) && seconds.chars().anyMatch(c -> c >= '1' && c <= '9');
    }

    private static boolean isNumber(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    /** The wait that is asked for, from zero to {@link #MAX_RETRY_AFTER}, or {@code null} if none is. */
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
