package io.redemption.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.redemption.model.RedeemableId;
import io.redemption.model.Redemption;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Times are read in the shapes that servers write them in. */
class TimesTest {
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "1502288320, 2017-08-09T14:18:40Z",
                "\"1502288320\", 2017-08-09T14:18:40Z",
                "1502288320000, 2017-08-09T14:18:40Z",
                "1502288320.25, 2017-08-09T14:18:40.250Z",
                "1.50228832e9, 2017-08-09T14:18:40Z",
                "1502288320123.5, 2017-08-09T14:18:40.123500Z",
                "\"2017-08-09T14:18:40Z\", 2017-08-09T14:18:40Z",
                "\"2017-08-09T14:18:40.123Z\", 2017-08-09T14:18:40.123Z",
                "\"2017-08-09T16:18:40+02:00\", 2017-08-09T14:18:40Z",
                "\"2017-08-09T16:18:40+0200\", 2017-08-09T14:18:40Z",
                "\"2017-08-09T14:18:40\", 2017-08-09T14:18:40Z",
                "\"2017-08-09 14:18:40\", 2017-08-09T14:18:40Z",
                "253402300799, 9999-12-31T23:59:59Z",
                "0, 1970-01-01T00:00:00Z"
            })
    void created_shapesSeenInTheWild_areThatTime(String json, Instant time) {
        assertThat(created(json)).isEqualTo(time);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-1",
                "1e300",
                "1502288320000000",
                "true",
                "{}",
                "\"yesterday\"",
                "\"2017-08-09\"",
                "\"09.08.2017 14:18\"",
                "\"2017-13-09T14:18:40Z\"",
                "\"0000-00-00 00:00:00\"",
                "\"1969-12-31T23:59:59Z\"",
                "\"+10000-01-01T00:00:00Z\"",
                "\"2017-08-09T14:18:40Z and so on, for more than forty characters\""
            })
    void created_noTime_isUnreadable(String json) {
        assertThatExceptionOfType(UnreadableBodyException.class)
                .isThrownBy(() -> created(json))
                .satisfies(e -> assertThat(e.field()).isEqualTo("created"));
    }

    private static Instant created(String json) {
        Redemption redemption = new RedemptionReader(RedeemableId.coupon("c"), Instant.MAX)
                .one(("{\"id\":\"r\",\"created\":" + json + "}").getBytes(UTF_8));
        return redemption.createdAt();
    }
}
