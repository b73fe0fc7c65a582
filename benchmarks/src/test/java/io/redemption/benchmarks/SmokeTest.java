package io.redemption.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What measures runs to its end. What it measured here says nothing. */
class SmokeTest {
    private final ByteArrayOutputStream told = new ByteArrayOutputStream();
    private final Progress progress = new Progress(new PrintStream(told, true, StandardCharsets.UTF_8));

    @ParameterizedTest
    @EnumSource(names = "WEB_CLIENT_LIST", mode = EnumSource.Mode.EXCLUDE)
    void everyContenderRedeems(Contender contender) throws Exception {
        LoadWorker worker = new LoadWorker(contender.connect(base(TargetServer.STUB, "")));

        assertThat(worker.run(LoadWorker.IN_FLIGHT * 2).split(" ", -1)).hasSize(3);
        assertThat(worker.paced(100, 1).split(" ", -1)).hasSize(3);
    }

    @Test
    void everyServerAnswersItsDriver() throws Exception {
        URI memory = base(TargetServer.MEMORY, "");

        for (URI server :
                List.of(base(TargetServer.ROUTE, ""), memory, base(TargetServer.GATEWAY, memory.toString()))) {
            assertThat(new LoadWorker(Contender.WEB_CLIENT.connect(server)).run(10))
                    .isNotEmpty();
        }
        for (TargetServer server : List.of(TargetServer.ROUTE, TargetServer.MEMORY_LIST)) {
            assertThat(new LoadWorker(Contender.WEB_CLIENT_LIST.connect(base(server, ""))).run(10))
                    .isNotEmpty();
        }
    }

    static boolean isAtFullScale() {
        return Boolean.getBoolean("reliability");
    }

    private static URI base(TargetServer server, String upstream) {
        return URI.create("http://" + TargetServer.HOST + ":" + server.start(upstream));
    }

    @Test
    @EnabledIf("isAtFullScale")
    void processesTakeTurns() throws IOException {
        List<Row> rows = new ArrayList<>(new ClientBench(Scale.SMOKE, progress).run());
        rows.addAll(new ServerBench(Scale.SMOKE, progress).run());
        rows.addAll(new InProcessBench(Scale.SMOKE, progress).run());
        rows.addAll(new KeptBench(progress).run());

        assertThat(rows)
                .extracting(Row::name)
                .contains(
                        "full stack / Web Client + Jackson: CPU per call",
                        "OkHttp + Gson: bytes per redeem",
                        "gateway / direct: POST: throughput",
                        "gateway / direct: GET of 1000: throughput",
                        "journal in memory: kept per settled attempt",
                        "issuer in memory: one redeem");
        assertThat(told.toString(StandardCharsets.UTF_8)).contains("round 2 of 2", "JMH: RulesBenchmark");
    }

    @Test
    @SuppressWarnings("try") // ends early on purpose
    void aCallThatFailsEndsTheMeasurement() throws IOException {
        try (Child route = Child.start(TargetServer.class, TargetServer.ROUTE.name());
                Child worker = Child.start(
                        LoadWorker.class,
                        Contender.JDK_CLIENT.name(),
                        "http://127.0.0.1:" + route.numbers()[0] + "/")) {
            assertThat(worker.ask("run 10")).hasSize(3);
            route.close();

            assertThatThrownBy(() -> worker.ask("run 10"))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("JDK_CLIENT")
                    .hasMessageContaining("ended early");
        }
    }

    @Test
    void theReportTellsWhatWasMissed(@TempDir Path directory) throws IOException {
        Row met = Row.of("a", "ratio", FigureSeries.of(DoubleStream.of(0.97, 0.94, 0.99)), Target.atLeast(0.95));
        Row missed = Row.of("b", "ns", FigureSeries.of(DoubleStream.of(120, 90, 110)), Target.atMost(100));
        Row told = Row.of(
                "c",
                "B",
                FigureSeries.of(DoubleStream.of(6, 8)).dividedBy(FigureSeries.of(DoubleStream.of(2, 2))),
                null);

        new Report(Machine.current(), List.of(met, missed, told)).write(directory);

        assertThat(directory.resolve("results.md"))
                .content()
                .contains("| a | 0.97 | ratio | ≥ 0.95 | yes | 3 | 0.94 to 0.99 |")
                .contains("| b | 110 | ns | ≤ 100.0 | **no** | 3 | 90 to 120 |")
                .contains("| c | 3.50 | B |  |  | 2 | 3.00 to 4.00 |");
        assertThat(Files.readString(directory.resolve("results.json")))
                .contains("\"met\" : false", "\"target\" : \"≤ 100.0\"", "\"jdk\"");
    }
}
