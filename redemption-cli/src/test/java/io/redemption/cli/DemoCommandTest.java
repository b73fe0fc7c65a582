package io.redemption.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class DemoCommandTest {
    @Test
    void demo_always_comesOutAsExpectedInPlainAscii() {
        Run run = Run.of("demo");

        assertThat(run.out())
                .contains("unknown: NO_ANSWER", "confirmed 30.00", "refused: expired", "all as expected")
                .doesNotContain("WRONG")
                .matches("[\\x20-\\x7E\\r\\n]*");
        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
    }

    @Test
    void table_unexpectedResult_isShownAndCounted() {
        StringWriter out = new StringWriter();
        DemoTable table = new DemoTable(new PrintWriter(out, true));

        table.step("one", "redeemed", () -> "refused: expired");
        table.step("two", "redeemed", () -> {
            throw new IllegalStateException("broken");
        });
        table.step("three", "redeemed", () -> "redeemed");

        assertThat(table.end()).isFalse();
        assertThat(out.toString())
                .contains("WRONG, expected redeemed", "failed: broken", "2 of 3 steps have an unexpected result");
    }
}
