package io.redemption.reliability.threads;

import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.reliability.Figures;
import io.redemption.reliability.Scale;
import io.redemption.reliability.faults.RawServer;
import io.redemption.reliability.faults.Sockets;
import io.redemption.reliability.hostile.ChildJvm;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Calls end in time on machines of several sizes, though the common pool is full and another merchant's callers block:
 * on two processors the JDK has no common pool to speak of, so that only larger machines show who uses it.
 */
@Tag("alone")
@Timeout(300)
class BusyMachineTest {
    private static final boolean FULL = Scale.ofThisRun() == Scale.FULL;
    private static final int WITH_CONTROL = 4;

    private final Figures figures = Figures.ofThisRun();
    private final Vertx vertx = Vertx.vertx();
    private final RawServer blackHole = new RawServer(vertx).plan(exchange -> {});

    @TempDir
    Path directory = Path.of("");

    @AfterEach
    void stop() {
        Sockets.await(vertx.close());
    }

    /** What a child reports on a line. */
    private record Report(String name, int calls, int metDeadline, long mostMillis) {
        static Report of(String line) {
            String[] columns = line.split("\t", -1);
            return new Report(
                    columns[0], Integer.parseInt(columns[1]), Integer.parseInt(columns[2]), Long.parseLong(columns[3]));
        }
    }

    @Test
    void call_commonPoolFullAndOthersBlock_endsInTime() {
        List<Report> ours = new ArrayList<>();
        List<Report> controls = new ArrayList<>();
        for (int processors : FULL ? List.of(2, WITH_CONTROL, 8) : List.of(WITH_CONTROL)) {
            for (Report report : reports(processors)) {
                (report.name().equals(BusyMachine.OURS) ? ours : controls).add(report);
            }
        }

        figures.prove("threads: sizes of machines", ours.size());
        figures.prove(
                "threads: calls that get no answer",
                ours.stream().mapToInt(Report::calls).sum());
        figures.prove(
                "threads: of these ended by their deadline",
                ours.stream().mapToInt(Report::metDeadline).sum());
        figures.prove("threads: ms of the latest beyond deadline and bare timer", mostMillis(ours));
        figures.prove("threads: timers on the common pool caught", mostMillis(controls) > 250 ? 1 : 0);
    }

    private static long mostMillis(List<Report> reports) {
        return reports.stream().mapToLong(Report::mostMillis).max().orElseThrow();
    }

    private List<Report> reports(int processors) {
        ChildJvm child = ChildJvm.run(
                Duration.ofMinutes(1),
                directory,
                "-XX:ActiveProcessorCount=" + processors,
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                BusyMachine.class.getName(),
                blackHole.baseUri(),
                FULL ? "500" : "100",
                "100",
                FULL ? "1000" : "400",
                Boolean.toString(processors == WITH_CONTROL));
        assertThat(child.exit()).as(child.output()).isZero();
        List<Report> reports = child.output()
                .lines()
                .filter(line -> line.startsWith(BusyMachine.OURS) || line.startsWith(BusyMachine.CONTROL))
                .map(Report::of)
                .toList();
        assertThat(reports).as(child.output()).isNotEmpty();
        return reports;
    }
}
