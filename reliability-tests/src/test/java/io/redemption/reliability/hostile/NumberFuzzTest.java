package io.redemption.reliability.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.redemption.reliability.Figures;
import io.redemption.reliability.Scale;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Looks for a text that is read as another number than it states. At full scale Jazzer does, guided by the branches that the
 * last text took; every other build replays texts made of what numbers are made of.
 */
@Timeout(600)
class NumberFuzzTest {
    private static final String EXECUTIONS = "fuzzed numbers: executions";
    private static final Pattern DONE = Pattern.compile("Done (\\d+) runs");
    private static final long SEED = 20261126;

    private final Figures figures = Figures.ofThisRun();

    @TempDir
    Path directory = Path.of("");

    @Test
    void numbers_ofFuzzedTexts_areReadExactlyOrRefused() {
        int executions = figures.target(EXECUTIONS);

        figures.prove(EXECUTIONS, Scale.ofThisRun() == Scale.FULL ? fuzzed(executions) : replayed(executions));
    }

    private long fuzzed(int runs) {
        ChildJvm fuzzer = ChildJvm.run(
                Duration.ofMinutes(8),
                directory,
                "-Xmx512m",
                "com.code_intelligence.jazzer.Jazzer",
                "--target_class=" + NumberFuzz.class.getName(),
                "--instrumentation_includes=io.redemption.**",
                "--custom_hook_includes=io.redemption.**",
                "-runs=" + runs,
                "-seed=" + SEED,
                "-rss_limit_mb=0", // the heap is bounded above; what the fuzzer maps beside it does not count
                "-max_len=60");
        Matcher done = DONE.matcher(fuzzer.output());

        assertThat(fuzzer.exit()).as(fuzzer.output()).isZero();
        assertThat(done.find()).as(fuzzer.output()).isTrue();
        return Long.parseLong(done.group(1));
    }

    private static long replayed(int runs) {
        Random random = new Random(SEED);
        for (int i = 0; i < runs; i++) {
            byte[] text = new byte[1 + random.nextInt(30)];
            random.nextBytes(text);
            for (int at = 0; at < text.length && i % 4 != 0; at++) {
                // Mostly digits, so that most texts are numbers.
                text[at] = (byte) (random.nextInt(8) == 0 ? Math.abs(text[at] % 15) : Math.abs(text[at] % 10));
            }
            NumberFuzz.fuzzerTestOneInput(text);
        }
        return runs;
    }

    @Test
    void numbers_atTheEdges_areReadExactlyOrRefused() {
        List.of(
                        "12345678901234567890e-8",
                        "00000000000000000001e4",
                        "1e-4",
                        "1e-5",
                        "0.30000000000000004",
                        "999999999999.9999",
                        "999999999999.99999",
                        "1e11",
                        "1e12",
                        "0e20",
                        "-0e-20",
                        "+.5",
                        "5.")
                .forEach(NumberFuzz::check);
    }

    @Test
    void target_numberReadAsAnother_isCaught() {
        assertThatIllegalStateException().isThrownBy(() -> NumberFuzz.check(""));
    }
}
