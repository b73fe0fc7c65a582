package io.redemption.reliability.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.reliability.Figures;
import io.redemption.reliability.Scale;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Bombs against a client in a JVM with 128 MB of heap, beside a careless one that dies of them. */
@Tag("alone")
@Timeout(600)
class BombTest {
    private static final String CALLS = "bombs: calls that set one off";
    private static final int SLACK_MILLIS = 250;

    private final Figures figures = Figures.ofThisRun();

    @TempDir
    Path directory = Path.of("");

    @Test
    void calls_answeredWithBombs_endInTimeAndKeepTheHeap() {
        int atOnce = Scale.ofThisRun() == Scale.FULL ? 64 : 8;
        int deadlineMillis = Scale.ofThisRun() == Scale.FULL ? 500 : 200;
        ChildJvm victim;
        try (Peer peer = Peer.answering(Bomb::answer)) {
            victim = ChildJvm.run(
                    Duration.ofMinutes(4),
                    directory,
                    "-Xmx128m",
                    "-XX:+UseSerialGC",
                    "-XX:+ExitOnOutOfMemoryError",
                    Victim.class.getName(),
                    peer.uri(),
                    Integer.toString(atOnce),
                    Integer.toString(deadlineMillis));
        }
        List<String[]> reports = victim.output()
                .lines()
                .filter(line -> line.startsWith("bomb\t"))
                .map(line -> line.split("\t", -1))
                .toList();

        assertThat(victim.exit()).as(victim.output()).isZero();
        assertThat(reports).as(victim.output()).hasSize(Bomb.all().size());
        figures.prove("bombs: kinds", reports.size());
        assertThat(reports).as(victim.output()).allMatch(report -> Long.parseLong(report[3]) <= SLACK_MILLIS);
        figures.prove(CALLS, (long) reports.size() * atOnce);
        figures.prove("bombs: most KiB that the heap grew", most(reports, 2));
        figures.prove(
                "bombs: most milliseconds beyond deadline and " + SLACK_MILLIS,
                Math.max(0, most(reports, 3) - SLACK_MILLIS));
    }

    private static long most(List<String[]> reports, int column) {
        return reports.stream()
                .mapToLong(report -> Long.parseLong(report[column]))
                .max()
                .orElseThrow();
    }

    @Test
    void client_thatReadsWholeBodies_isCaught() {
        ChildJvm careless;
        try (Peer peer = Peer.answering(Bomb::answer)) {
            careless = ChildJvm.run(
                    Duration.ofMinutes(1),
                    directory,
                    "-Xmx128m",
                    "-XX:+UseSerialGC",
                    "-XX:+ExitOnOutOfMemoryError",
                    CarelessVictim.class.getName(),
                    peer.uri());
        }

        figures.prove("bombs: client that reads whole bodies caught", careless.exit() == 0 ? 0 : 1);
    }
}
