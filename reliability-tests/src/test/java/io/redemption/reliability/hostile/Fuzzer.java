package io.redemption.reliability.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.reliability.Figures;
import io.redemption.reliability.Scale;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.IntConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Executes a target as often as a figure wants. At full scale Jazzer does, in a process of its own, guided by the
 * branches that the last text took; every other build replays texts that the test makes.
 *
 * @param target the class with {@code fuzzerTestOneInput}
 * @param seed what makes a run repeatable
 * @param maxBytes how long a text is at the most
 * @param limit how long the process may take
 */
record Fuzzer(Class<?> target, long seed, int maxBytes, Duration limit) {
    private static final Pattern DONE = Pattern.compile("Done (\\d+) runs");

    /**
     * Proves a figure that counts executions.
     *
     * @param directory where the fuzzer may write
     * @param replay executes that many texts, at a smaller scale
     */
    void prove(String figure, Figures figures, Path directory, IntConsumer replay) {
        int executions = figures.target(figure);
        if (Scale.ofThisRun() == Scale.FULL) {
            figures.prove(figure, fuzzed(executions, directory));
        } else {
            replay.accept(executions);
            figures.prove(figure, executions);
        }
    }

    private long fuzzed(int runs, Path directory) {
        ChildJvm fuzzer = ChildJvm.run(
                limit,
                directory,
                "-Xmx512m",
                "-Xss16m", // the strict parser's pattern takes stack for each character of a long text
                "com.code_intelligence.jazzer.Jazzer",
                "--target_class=" + target.getName(),
                "--instrumentation_includes=io.redemption.**",
                "--custom_hook_includes=io.redemption.**",
                "-runs=" + runs,
                "-seed=" + seed,
                "-rss_limit_mb=0", // the heap is bounded above; what the fuzzer maps beside it does not count
                "-max_len=" + maxBytes);
        Matcher done = DONE.matcher(fuzzer.output());

        assertThat(fuzzer.exit()).as(fuzzer.output()).isZero();
        assertThat(done.find()).as(fuzzer.output()).isTrue();
        return Long.parseLong(done.group(1));
    }
}
