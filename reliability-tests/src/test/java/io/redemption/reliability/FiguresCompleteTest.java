package io.redemption.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Runs last: a figure whose test was deleted, renamed, filtered out or aborted is missing, and the build fails. */
@Tag("alone")
@Order(Integer.MAX_VALUE)
class FiguresCompleteTest {
    @Test
    void gaps_afterAllOtherTests_areNone() {
        assertThat(Figures.ofThisRun().gaps()).isEmpty();
    }
}
