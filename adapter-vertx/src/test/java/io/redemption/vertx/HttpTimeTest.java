package io.redemption.vertx;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpTimeTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    @ParameterizedTest
    @CsvSource({"0, false", "1, true", "' 3600 ', true", "00, false", "-1, false", "x, false", "'', false", ", false"})
    void isPositive_secondsOfAge_areTrueIfMoreThanNone(@Nullable String text, boolean positive) {
        assertThat(HttpTime.isPositive(text)).isEqualTo(positive);
    }

    @ParameterizedTest
    @CsvSource({
        "0, PT0S",
        "120, PT2M",
        "' 7 ', PT7S",
        "86401, PT24H",
        "999999999999999999999, PT24H",
        "'Thu, 01 Jan 2026 00:00:30 GMT', PT30S",
        "'Wed, 31 Dec 2025 23:59:59 GMT', PT0S",
        "'Fri, 01 Jan 2027 00:00:00 GMT', PT24H",
    })
    void retryAfter_wellFormed_isReadAndBounded(String text, Duration expected) {
        assertThat(HttpTime.retryAfter(text, NOW)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "-1",
                "+1",
                "1.5",
                "1e3",
                "\uff11",
                "soon",
                "Thu, 32 Jan 2026 00:00:30 GMT",
                "2026-01-01T00:00:00Z"
            })
    void retryAfter_malformed_isAsGoodAsAbsent(String text) {
        assertThat(HttpTime.retryAfter(text, NOW)).isNull();
    }

    @Test
    void retryAfter_veryLong_isAsGoodAsAbsent() {
        assertThat(HttpTime.retryAfter("x".repeat(100_000), NOW)).isNull();
        assertThat(HttpTime.retryAfter(null, NOW)).isNull();
    }
}
