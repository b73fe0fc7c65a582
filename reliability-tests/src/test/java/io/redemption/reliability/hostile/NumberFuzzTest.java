package io.redemption.reliability.hostile;

import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.redemption.reliability.Figures;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Looks for a text that is read as another number than it states. At full scale Jazzer does, guided by the branches
 * that the last text took; every other build replays texts made of what numbers are made of.
 */
@Timeout(600)
class NumberFuzzTest {
    private static final String EXECUTIONS = "fuzzed numbers: executions";
    private static final long SEED = 20261126;

    private final Figures figures = Figures.ofThisRun();

    @TempDir
    Path directory = Path.of("");

    @Test
    void numbers_ofFuzzedTexts_areReadExactlyOrRefused() {
        new Fuzzer(NumberFuzz.class, SEED, 60, Duration.ofMinutes(8))
                .prove(EXECUTIONS, figures, directory, NumberFuzzTest::replay);
    }

    private static void replay(int runs) {
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
