package io.redemption.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One user has one id, however it was pasted. */
class UserIdTest {
    @ParameterizedTest
    @ValueSource(strings = {"17 ", " 17", "17\u00a0", "\u200717", "17\u202f", "17\t", "\u300017\r\n", "17\u2028"})
    void userId_blankEnds_areDropped(String id) {
        assertThat(new Redeemer(id, null, null)).isEqualTo(new Redeemer("17", null, null));
        assertThat(RedemptionRequest.builder(RedeemableId.coupon("c"))
                        .user(id)
                        .build()
                        .redeemer()
                        .userId())
                .isEqualTo("17");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\u00a0", "\u2007\u202f", "\t\r\n", "\u3000"})
    void userId_blank_isRefused(String id) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Redeemer(id, null, null))
                .withMessageStartingWith("user id: ");
    }

    @Test
    void userId_whatIsNotAnEnd_isKept() {
        assertThat(new Redeemer("0", null, null).userId()).isEqualTo("0");
        assertThat(new Redeemer("a  b", null, null).userId()).isEqualTo("a  b");
        assertThat(new Redeemer("17\u200b", null, null).userId()).isEqualTo("17\u200b");
    }
}
