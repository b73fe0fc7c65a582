package io.redemption.reliability.hostile;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.redemption.reliability.Figures;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Looks for a text that makes a path wrong. At full scale Jazzer does, guided by the branches that the last text took;
 * every other build replays texts that are made to be wrong.
 */
@Timeout(600)
class PathFuzzTest {
    private static final String EXECUTIONS = "fuzzed paths: executions";
    private static final long SEED = 20261128;

    private final Figures figures = Figures.ofThisRun();

    @TempDir
    Path directory = Path.of("");

    @Test
    void paths_ofFuzzedTexts_areWellFormedOrRefused() {
        new Fuzzer(PathFuzz.class, SEED, 300, Duration.ofMinutes(5))
                .prove(EXECUTIONS, figures, directory, PathFuzzTest::replay);
    }

    private static void replay(int runs) {
        replay(runs, PathFuzz::fuzzerTestOneInput);
    }

    private static void replay(int runs, Consumer<byte[]> target) {
        HostileTexts texts = new HostileTexts(SEED);
        for (int i = 0; i < runs; i++) {
            target.accept(((char) (i % 128) + texts.at(i) + "," + texts.at(i + 1)).getBytes(UTF_8));
        }
    }

    @Test
    void paths_joinedWithoutALook_areCaught() {
        assertThatCode(() -> JoinFuzz.fuzzerTestOneInput("cpn-1".getBytes(UTF_8)))
                .doesNotThrowAnyException();

        boolean caught = false;
        try {
            replay(1000, JoinFuzz::fuzzerTestOneInput);
        } catch (IllegalStateException malformed) {
            caught = true;
        }
        figures.prove("fuzzed paths: join without a look caught", caught ? 1 : 0);
    }
}
