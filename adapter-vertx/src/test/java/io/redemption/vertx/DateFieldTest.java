package io.redemption.vertx;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class DateFieldTest {
    private final DateField dates = new DateField();

    @Test
    void parse_oneDateAfterAnother_eachIsItsOwnTime() {
        assertThat(dates.parse("Sun, 06 Nov 1994 08:49:37 GMT")).isEqualTo(Instant.parse("1994-11-06T08:49:37Z"));
        assertThat(dates.parse("Sun, 06 Nov 1994 08:49:38 GMT")).isEqualTo(Instant.parse("1994-11-06T08:49:38Z"));
        assertThat(dates.parse("Sun, 06 Nov 1994 08:49:37 GMT")).isEqualTo(Instant.parse("1994-11-06T08:49:37Z"));
    }

    @Test
    void parse_sameDateAgain_isNotParsedAgain() {
        Instant first = dates.parse("Sun, 06 Nov 1994 08:49:37 GMT");

        assertThat(dates.parse("Sun, 06 Nov 1994 08:49:37 GMT")).isSameAs(first);
    }

    @Test
    void parse_malformedOrAbsent_isNoTimeAndForgetsNone() {
        Instant first = dates.parse("Sun, 06 Nov 1994 08:49:37 GMT");

        assertThat(dates.parse("yesterday")).isNull();
        assertThat(dates.parse(null)).isNull();
        assertThat(dates.parse("Sun, 06 Nov 1994 08:49:37 GMT")).isSameAs(first);
    }
}
