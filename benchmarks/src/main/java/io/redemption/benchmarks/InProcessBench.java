package io.redemption.benchmarks;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** What runs in the process, measured by JMH in forks of its own. */
final class InProcessBench {
    private static final String BYTES = "gc.alloc.rate.norm";

    private final Scale scale;
    private final Progress progress;

    InProcessBench(Scale scale, Progress progress) {
        this.scale = scale;
        this.progress = progress;
    }

    List<Row> run() {
        Map<String, Measured> measured = new HashMap<>();
        for (Class<?> benchmark :
                List.of(RulesBenchmark.class, CacheBenchmark.class, ListBenchmark.class, IssuerBenchmark.class)) {
            progress.say("JMH: " + benchmark.getSimpleName());
            measured.putAll(measure(benchmark));
        }
        List<Row> rows = new ArrayList<>();
        Measured rules = of(measured, "RulesBenchmark.rules");
        rows.add(rules.time("all request rules on a full request", Target.atMost(100)));
        rows.add(rules.bytes("all request rules: bytes", Target.atMost(32)));
        Measured caffeine = of(measured, "CacheBenchmark.caffeine");
        rows.add(of(measured, "CacheBenchmark.port")
                .timeOver("cached hit: port / Caffeine", caffeine, Target.atMost(2)));
        Measured facade = of(measured, "CacheBenchmark.redemptions");
        rows.add(facade.timeOver("cached hit: through Redemptions / Caffeine", caffeine, Target.atMost(3)));
        rows.add(facade.bytes(
                "cached hit through Redemptions: bytes, with the caller's stage of 24", Target.atMost(88)));
        Measured jackson = of(measured, "ListBenchmark.jackson");
        Measured ours = of(measured, "ListBenchmark.ours");
        rows.add(ours.timeOver("list of 10,000 / Jackson data binding: time", jackson, Target.atMost(1.2)));
        rows.add(ours.bytesOver("list of 10,000 / Jackson data binding: bytes", jackson, Target.atMost(1.3)));
        Measured issuer = of(measured, "IssuerBenchmark.redeem");
        rows.add(issuer.time("issuer in memory: one redeem", Target.atMost(5000)));
        rows.add(issuer.bytes("issuer in memory: bytes per redeem", Target.atMost(2000)));
        return rows;
    }

    private static Measured of(Map<String, Measured> measured, String name) {
        return Objects.requireNonNull(measured.get(name), name);
    }

    private Map<String, Measured> measure(Class<?> benchmark) {
        Collection<RunResult> results;
        try {
            results = new Runner(new OptionsBuilder()
                            .include(benchmark.getSimpleName() + "\\.")
                            .forks(1)
                            .warmupIterations(scale.jmhSeconds())
                            .warmupTime(TimeValue.seconds(1))
                            .measurementIterations(scale.jmhSeconds())
                            .measurementTime(TimeValue.seconds(1))
                            .addProfiler(GCProfiler.class)
                            .jvmArgsAppend("-Xmx1g", "-XX:+UseSerialGC")
                            .verbosity(VerboseMode.SILENT)
                            .shouldFailOnError(true)
                            .build())
                    .run();
        } catch (RunnerException failed) {
            throw new IllegalStateException(benchmark.getSimpleName() + " failed", failed);
        }
        Map<String, Measured> measured = new HashMap<>();
        for (RunResult result : results) {
            String name = result.getParams().getBenchmark();
            measured.put(name.substring(name.lastIndexOf('.', name.lastIndexOf('.') - 1) + 1), Measured.of(result));
        }
        return measured;
    }

    /**
     * What JMH measured of one method.
     *
     * @param unit of the time
     * @param time of one operation, by iteration
     * @param bytes of one operation, by iteration
     */
    private record Measured(String unit, FigureSeries time, FigureSeries bytes) {
        static Measured of(RunResult result) {
            List<Double> time = new ArrayList<>();
            List<Double> bytes = new ArrayList<>();
            for (BenchmarkResult fork : result.getBenchmarkResults()) {
                fork.getIterationResults().forEach(iteration -> {
                    time.add(iteration.getPrimaryResult().getScore());
                    bytes.add(Objects.requireNonNull(
                                    iteration.getSecondaryResults().get(BYTES), BYTES)
                            .getScore());
                });
            }
            return new Measured(result.getPrimaryResult().getScoreUnit(), series(time), series(bytes));
        }

        private static FigureSeries series(List<Double> figures) {
            return FigureSeries.of(figures.stream().mapToDouble(Double::doubleValue));
        }

        Row time(String name, Target target) {
            return Row.of(name, unit, time, target);
        }

        Row bytes(String name, Target target) {
            return Row.of(name, "B/op", bytes, target);
        }

        Row timeOver(String name, Measured other, Target target) {
            return Row.of(name, "ratio", time.dividedBy(other.time), target);
        }

        Row bytesOver(String name, Measured other, Target target) {
            return Row.of(name, "ratio", bytes.dividedBy(other.bytes), target);
        }
    }
}
