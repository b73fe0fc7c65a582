package io.redemption.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class DemoCommandTest {
    @Test
    @Timeout(300)
    void demo_twiceAtOnce_comesOutAsExpectedInPlainAsciiAndLeavesNothing() {
        Set<Path> before = folders();
        CompletableFuture<Run> other = CompletableFuture.supplyAsync(() -> Run.of("demo"));
        List<Run> runs = List.of(Run.of("demo"), other.join());

        assertThat(runs).allSatisfy(run -> {
            assertThat(run.out())
                    .contains("unknown: NO_ANSWER", "confirmed 30.00", "refused: expired", "all as expected")
                    .containsPattern("only wait: it is read back +confirmed 30.00 +ok")
                    .containsPattern("redeem 20.00 of 70.00 in another process +killed +ok")
                    .containsPattern("open its journal, and only wait +confirmed 20.00 +ok")
                    .containsPattern("redeem the order again +redeemed 20.00, replayed +ok")
                    .containsPattern("spent once +50.00 +ok")
                    .contains("executed within 2000 ms, listed within 200 ms")
                    .doesNotContain("WRONG")
                    .matches("[\\x20-\\x7E\\r\\n]*");
            assertThat(run.err()).isEmpty();
            assertThat(run.exitCode()).isZero();
        });
        assertThat(folders()).isEqualTo(before);
        assertThat(ProcessHandle.current().children().filter(ProcessHandle::isAlive))
                .isEmpty();
    }

    private static Set<Path> folders() {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.filter(file -> file.getFileName().toString().startsWith("redemption-demo-"))
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
