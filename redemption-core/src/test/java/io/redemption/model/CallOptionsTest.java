package io.redemption.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A deadline that cannot be kept must not be found out by a call. */
class CallOptionsTest {
    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT-1S", "PT24H0.000000001S"})
    void timesOutOfRangeAreRefusedByName(String time) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CallOptions.NONE.deadline(Duration.parse(time)))
                .withMessage("deadline: " + Duration.parse(time) + " (expected: more than zero, at most PT24H)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CallOptions.NONE.waitsForRoom(Duration.parse(time)))
                .withMessage("waitsForRoom: " + Duration.parse(time) + " (expected: more than zero, at most PT24H)");
    }

    @Test
    @SuppressWarnings("NullAway") // on purpose
    void noTimeIsRefusedByName() {
        assertThatNullPointerException()
                .isThrownBy(() -> CallOptions.NONE.deadline(null))
                .withMessage("deadline: null (expected: a value)");
    }

    @Test
    void optionsAreAddedToEachOther() {
        Duration time = Duration.ofSeconds(2);

        CallOptions all = CallOptions.NONE.deadline(time).readsFromIssuer().waitsForRoom(time.dividedBy(2));

        assertThat(all.deadline()).contains(time);
        assertThat(all.isFromIssuer()).isTrue();
        assertThat(all.roomWait()).contains(Duration.ofSeconds(1));
        assertThat(all).hasToString("CallOptions(deadline PT2S, from issuer true, waits for room PT1S)");
        assertThat(CallOptions.NONE.deadline()).isEmpty();
        assertThat(CallOptions.NONE.isFromIssuer()).isFalse();
        assertThat(CallOptions.NONE.roomWait()).isEmpty();
        assertThat(all)
                .isEqualTo(CallOptions.NONE
                        .waitsForRoom(Duration.ofSeconds(1))
                        .readsFromIssuer()
                        .deadline(time))
                .hasSameHashCodeAs(CallOptions.NONE
                        .waitsForRoom(Duration.ofSeconds(1))
                        .readsFromIssuer()
                        .deadline(time))
                .isNotEqualTo(CallOptions.NONE);
    }
}
