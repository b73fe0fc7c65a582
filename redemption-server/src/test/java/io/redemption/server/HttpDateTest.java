package io.redemption.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.testing.ManualTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class HttpDateTest {
    @Test
    void now_asTimePasses_changesWithEachSecond() {
        ManualTime time = ManualTime.at(Instant.parse("1994-11-06T08:49:37Z"));
        HttpDate date = new HttpDate(time);

        assertThat(date.now()).isEqualTo("Sun, 06 Nov 1994 08:49:37 GMT");
        time.advance(Duration.ofMillis(999));
        assertThat(date.now()).isEqualTo("Sun, 06 Nov 1994 08:49:37 GMT");
        time.advance(Duration.ofMillis(1));
        assertThat(date.now()).isEqualTo("Sun, 06 Nov 1994 08:49:38 GMT");
    }
}
