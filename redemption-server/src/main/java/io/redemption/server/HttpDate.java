package io.redemption.server;

import io.redemption.port.TimeSource;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Writes the time as HTTP does (RFC 9110, 5.6.7), once for each second. Thread-safe. */
final class HttpDate {
    // That of the JDK leaves out the first digit of an early day.
    private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final TimeSource time;
    private volatile Written last = Written.of(Instant.EPOCH);

    HttpDate(TimeSource time) {
        this.time = time;
    }

    private record Written(long second, String text) {
        static Written of(Instant time) {
            return new Written(time.getEpochSecond(), FORMAT.format(time));
        }
    }

    String now() {
        Instant now = time.now();
        Written written = last;
        if (written.second() != now.getEpochSecond()) {
            written = Written.of(now);
            last = written;
        }
        return written.text();
    }
}
