package io.redemption.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures everything and writes the table. */
@Command(
        name = "redemption bench",
        mixinStandardHelpOptions = true,
        description = "Measures what the library costs beside what users would pick instead. Run it on a machine that"
                + " does nothing else: it uses all processors. Takes many minutes, with --quick some three.")
final class BenchCommand implements Callable<Integer> {
    /** What can be measured. */
    enum Part {
        /** Redeeming over HTTP. */
        CLIENT,
        /** The server and the gateway. */
        SERVER,
        /** In the process, with JMH. */
        IN_PROCESS,
        /** What stays in the heap. */
        KEPT,
        /** The start of the command. */
        START
    }

    @Option(names = "--quick", description = "Measure a tenth as long; the figures are rough.")
    private boolean quick;

    @Option(
            names = "--only",
            split = ",",
            paramLabel = "PART",
            description = "Measure only these parts: ${COMPLETION-CANDIDATES}.")
    private Set<Part> only = EnumSet.allOf(Part.class);

    @Option(
            names = "--output",
            paramLabel = "DIRECTORY",
            defaultValue = "benchmarks/target",
            description = "Where to write results.md and results.json. Default: ${DEFAULT-VALUE}.")
    private Path output = Path.of("benchmarks", "target");

    public static void main(String[] args) {
        System.exit(new CommandLine(new BenchCommand())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(args));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Scale scale = quick ? Scale.QUICK : Scale.FULL;
        Progress progress = new Progress(System.err);
        List<Row> rows = new ArrayList<>();
        if (only.contains(Part.CLIENT)) {
            rows.addAll(new ClientBench(scale, progress).run());
        }
        if (only.contains(Part.SERVER)) {
            rows.addAll(new ServerBench(scale, progress).run());
        }
        if (only.contains(Part.IN_PROCESS)) {
            rows.addAll(new InProcessBench(scale, progress).run());
        }
        if (only.contains(Part.KEPT)) {
            rows.addAll(new KeptBench(progress).run());
        }
        if (only.contains(Part.START)) {
            rows.addAll(new StartBench(scale, progress).run());
        }
        Report report = new Report(Machine.current(), rows);
        report.write(output);
        System.out.println(report.table());
        progress.say("written to " + output.resolve("results.md") + " and results.json");
        return 0;
    }
}
