package io.redemption.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class InterleavingsTest {
    private static final String HUNG = "= The execution has hung =\n";
    private static final String SECOND = "== Reporting the second execution ==\n";

    @Test
    void isHangThatRanThrough_hangOnlyInTheFirst_isTrue() {
        assertThat(reported("Non-determinism found.\n" + HUNG + SECOND + "= Invalid execution results ="))
                .isTrue();
    }

    @Test
    void isHangThatRanThrough_anythingElse_isFalse() {
        assertThat(reported("Non-determinism found.\n" + HUNG + SECOND + HUNG)).isFalse();
        assertThat(reported("Non-determinism found.\n= Invalid execution results =\n" + SECOND + "other"))
                .isFalse();
        assertThat(reported(HUNG)).isFalse();
        assertThat(reported(null)).isFalse();
    }

    private static boolean reported(String message) {
        return Interleavings.isHangThatRanThrough(new IllegalStateException(message));
    }
}
