package io.redemption.wire;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads times in the formats that servers send: seconds since 1970, which the API documents, milliseconds, either with
 * a fraction, and ISO 8601 text. Text without an offset is UTC, as all the vendor's times are. From 1970 to the year
 * 9999; a larger number is in milliseconds. Stateless.
 */
final class Times {
    static final String EXPECTED = "a time from 1970 to 9999, as seconds since 1970";

    /** The last second of the year 9999; as milliseconds it is a day in 1978. */
    static final long MAX_SECONDS = 253_402_300_799L;

    static final int SECONDS_DIGITS = 12;

    private static final BigDecimal AFTER_SECONDS = BigDecimal.valueOf(MAX_SECONDS + 1);
    private static final BigDecimal AFTER_MILLIS = AFTER_SECONDS.scaleByPowerOfTen(3);
    private static final int MAX_TEXT = 40;

    private static final DateTimeFormatter ISO = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .appendPattern("['T'][' ']")
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .optionalStart()
            .appendOffset("+HH:MM", "Z")
            .optionalEnd()
            .optionalStart()
            .appendOffset("+HHmm", "Z")
            .optionalEnd()
            .parseDefaulting(ChronoField.OFFSET_SECONDS, 0)
            .toFormatter(Locale.ROOT);

    private Times() {}

    /** Returns the time, or {@code null} if the text is not one. */
    static @Nullable Instant read(String text) {
        Decimal decimal = Decimal.read(text);
        if (decimal != null) {
            return ofNumber(decimal);
        }
        return text.length() > MAX_TEXT ? null : ofText(text);
    }

    private static @Nullable Instant ofNumber(Decimal decimal) {
        if (decimal.isZero()) {
            return Instant.EPOCH;
        }
        Instant whole = decimal.negative() ? null : ofWholeSeconds(decimal);
        if (whole != null) {
            return whole;
        }
        BigDecimal value = Numbers.bigDecimal(decimal);
        if (decimal.negative() || value.compareTo(AFTER_MILLIS) >= 0) {
            return null;
        }
        BigDecimal seconds = value.compareTo(AFTER_SECONDS) < 0 ? value : value.scaleByPowerOfTen(-3);
        BigDecimal nanos = seconds.setScale(9, RoundingMode.DOWN);
        long second = nanos.longValue();
        return Instant.ofEpochSecond(
                second,
                nanos.subtract(BigDecimal.valueOf(second)).unscaledValue().longValueExact());
    }

    /** Returns the time if it is in whole seconds, as the API documents, otherwise {@code null}. */
    private static @Nullable Instant ofWholeSeconds(Decimal decimal) {
        if (decimal.exponent() < 0 || decimal.integerDigits() > SECONDS_DIGITS) {
            return null;
        }
        long seconds = Long.parseLong(decimal.digits());
        for (int i = 0; i < decimal.exponent(); i++) {
            seconds *= 10;
        }
        return seconds > MAX_SECONDS ? null : Instant.ofEpochSecond(seconds);
    }

    private static @Nullable Instant ofText(String text) {
        try {
            OffsetDateTime time = ISO.parse(text, OffsetDateTime::from);
            long seconds = time.withOffsetSameInstant(ZoneOffset.UTC).toEpochSecond();
            return seconds < 0 || seconds > MAX_SECONDS ? null : time.toInstant();
        } catch (DateTimeException noTime) {
            return null;
        }
    }
}
