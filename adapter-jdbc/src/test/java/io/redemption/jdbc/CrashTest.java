package io.redemption.jdbc;

import static io.redemption.jdbc.Attempts.attempt;
import static io.redemption.jdbc.Attempts.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.model.AttemptId;
import io.redemption.model.RedemptionAttempt;
import io.redemption.port.AttemptJournal.Opening;
import io.redemption.port.AttemptState;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What was acknowledged is there after a kill: of the process that writes, of the server, and on a full disk. The
 * profile "reliability" kills more often.
 */
class CrashTest {
    private static final boolean LARGE = Boolean.getBoolean("reliability");
    private static final int KILLS = LARGE ? 20 : 2;
    private static final int SERVER_CRASHES = LARGE ? 10 : 1;
    private static final int RACED = LARGE ? 2_000 : 200;
    private static final int ALL = 1_000_000;

    @TempDir
    private Path folder;

    private String url(JournalTroubleTest.Database database, String name) {
        return database == JournalTroubleTest.Database.SQLITE
                ? "jdbc:sqlite:" + folder.resolve(name + ".db") + "?busy_timeout=10000"
                : PostgresServer.urlOfNewSchema();
    }

    private static JdbcAttemptJournal journal(String url) {
        return JdbcAttemptJournal.builder(new DriverDataSource(url))
                .userKey(SqliteJournalContractTest.KEY)
                .build();
    }

    private static String id(String line) {
        return line.split(" ", -1)[1];
    }

    private static boolean isRedeemed(AttemptState state) {
        return state instanceof AttemptState.Settled settled
                && settled.outcome().fold(redeemed -> true, refused -> false, unknown -> false);
    }

    /** Counts what was acknowledged and is not there. */
    private static int lost(String url, List<String> said) {
        int lost = 0;
        JdbcAttemptJournal journal = journal(url);
        for (String line : said) {
            if (!line.startsWith("end")) {
                AttemptState found = await(journal.find(AttemptId.of(id(line)))).orElse(null);
                boolean isThere = found != null && (line.startsWith("S") || isRedeemed(found));
                lost += isThere ? 0 : 1;
            }
        }
        Attempts.done(journal.closeAsync());
        return lost;
    }

    @ParameterizedTest
    @EnumSource
    void writer_killedUnderLoad_losesNothingThatWasAcknowledgedAndSendsNothingTwice(
            JournalTroubleTest.Database database) {
        String url = url(database, "killed");
        JdbcAttemptJournal.migrate(new DriverDataSource(url));
        Map<String, Integer> sends = new HashMap<>();
        int acknowledged = 0;
        int lost = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            List<String> said = new ArrayList<>();
            // Each process begins anew with the same attempts, as shops do that do not know what was redeemed.
            try (WriterProcess writer =
                    WriterProcess.start(url, 0, ALL, WriterProcess.Mode.HONEST, folder.resolve("tmp"))) {
                writer.begin();
                said.addAll(writer.read(50 + 37 * kill));
                said.addAll(writer.kill());
            }
            acknowledged += said.size();
            said.stream().filter(line -> line.startsWith("S")).forEach(line -> sends.merge(id(line), 1, Integer::sum));
            lost += lost(url, said);
        }
        long twice = sends.values().stream().filter(count -> count > 1).count();
        System.out.printf(
                "%s: %d kills of the writer, %d acknowledged, %d lost, %d attempts sent, %d sent twice%n",
                database, KILLS, acknowledged, lost, sends.size(), twice);

        assertThat(acknowledged).as("acknowledged").isGreaterThan(KILLS * 40);
        assertThat(lost).as("lost").isZero();
        assertThat(twice).as("sent twice").isZero();
    }

    @ParameterizedTest
    @EnumSource
    void writer_thatAcknowledgesBeforeTheCommit_isCaught(JournalTroubleTest.Database database) {
        String url = url(database, "early");
        JdbcAttemptJournal.migrate(new DriverDataSource(url));
        int lost = 0;
        for (int kill = 0; kill < 5 && lost == 0; kill++) {
            List<String> said = new ArrayList<>();
            try (WriterProcess writer = WriterProcess.start(
                    url, kill * 100_000, ALL, WriterProcess.Mode.BEFORE_THE_COMMIT, folder.resolve("tmp"))) {
                writer.begin();
                said.addAll(writer.read(1_000));
                said.addAll(writer.kill());
            }
            lost += lost(url, said);
        }
        System.out.printf("%s: a writer that acknowledges before the commit lost %d%n", database, lost);

        assertThat(lost).as("lost by a journal that acknowledges early").isPositive();
    }

    @Test
    void server_crashedUnderLoad_losesNothingThatWasAcknowledged() throws Exception {
        String url = PostgresServer.urlOfNewSchema();
        DataSource database = new DriverDataSource(url);
        JdbcAttemptJournal.migrate(database);
        Map<String, Opening> acknowledged = new ConcurrentHashMap<>();
        List<Throwable> failed = Collections.synchronizedList(new ArrayList<>());
        AtomicBoolean end = new AtomicBoolean();
        JdbcAttemptJournal journal = journal(url);
        List<Thread> callers = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            Thread caller = new Thread(() -> {
                while (!end.get()) {
                    RedemptionAttempt attempt = attempt();
                    try {
                        Opening opening = await(journal.open(attempt));
                        acknowledged.put(attempt.id().value(), opening);
                    } catch (AssertionError noAnswer) {
                        failed.add(noAnswer);
                    }
                }
            });
            callers.add(caller);
            caller.start();
        }
        for (int crash = 0; crash < SERVER_CRASHES; crash++) {
            int before = acknowledged.size();
            for (int i = 0; i < 600 && acknowledged.size() < before + 200; i++) {
                Thread.sleep(50);
            }
            assertThat(acknowledged.size()).as("acknowledged again").isGreaterThanOrEqualTo(before + 200);
            crash(database);
        }
        int before = acknowledged.size();
        for (int i = 0; i < 600 && acknowledged.size() < before + 200; i++) {
            Thread.sleep(50);
        }
        end.set(true);
        for (Thread caller : callers) {
            caller.join();
        }
        int lost = 0;
        for (Map.Entry<String, Opening> each : acknowledged.entrySet()) {
            AttemptState found =
                    await(journal.find(AttemptId.of(each.getKey()))).orElse(null);
            boolean isThere = found instanceof AttemptState.Open open
                    && each.getValue() instanceof Opening.Fresh fresh
                    && open.opening() == fresh.opening();
            lost += isThere ? 0 : 1;
        }
        Attempts.done(journal.closeAsync());
        System.out.printf(
                "POSTGRESQL: %d crashes of the server, %d acknowledged, %d lost, %d failed%n",
                SERVER_CRASHES, acknowledged.size(), lost, failed.size());

        assertThat(lost).as("lost").isZero();
    }

    /** Kills a process of the server, which then gives up its memory and recovers from its log. */
    private static void crash(DataSource database) throws Exception {
        long pid = 0;
        for (int i = 0; i < 100 && pid == 0; i++) {
            try (Connection connection = database.getConnection();
                    Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery(
                            "select pid from pg_stat_activity where backend_type = 'walwriter'")) {
                pid = row.next() ? row.getLong(1) : 0;
            } catch (SQLException recovering) {
                Thread.sleep(100);
            }
        }
        ProcessHandle.of(pid).orElseThrow().destroyForcibly();
    }

    @Test
    void disk_full_refusesWithoutLosingAndGoesOnWhenThereIsRoom() {
        Path file = folder.resolve("full.db");
        JdbcAttemptJournal.migrate(new DriverDataSource("jdbc:sqlite:" + file));
        Map<String, Opening> acknowledged = new HashMap<>();
        List<String> refused = new ArrayList<>();
        JdbcAttemptJournal small = journal("jdbc:sqlite:" + file + "?max_page_count=120");
        while (refused.size() < 200) {
            Map<RedemptionAttempt, CompletionStage<Opening>> group = new HashMap<>();
            for (int i = 0; i < 20; i++) {
                RedemptionAttempt attempt = attempt();
                group.put(attempt, small.open(attempt));
            }
            group.forEach((attempt, opening) -> {
                if (await(opening) instanceof Opening.Fresh fresh) {
                    acknowledged.put(attempt.id().value(), fresh);
                } else {
                    assertThat(await(opening)).isEqualTo(new Opening.Full());
                    refused.add(attempt.id().value());
                }
            });
        }
        long lostWhileFull = acknowledged.keySet().stream()
                .filter(id -> await(small.find(AttemptId.of(id))).isEmpty())
                .count();
        Attempts.done(small.closeAsync());

        JdbcAttemptJournal large = journal("jdbc:sqlite:" + file);
        long lost = acknowledged.keySet().stream()
                .filter(id -> await(large.find(AttemptId.of(id))).isEmpty())
                .count();
        long present = refused.stream()
                .filter(id -> await(large.find(AttemptId.of(id))).isPresent())
                .count();
        long again = refused.stream()
                .filter(id -> await(large.open(Attempts.attempt(id))) instanceof Opening.Fresh)
                .count();
        Attempts.done(large.closeAsync());
        System.out.printf(
                "SQLITE: full disk, %d acknowledged, %d lost, %d refused, %d of them present, %d good with room%n",
                acknowledged.size(), lost + lostWhileFull, refused.size(), present, again);

        assertThat(acknowledged).isNotEmpty();
        assertThat(lost + lostWhileFull).as("lost").isZero();
        assertThat(present).as("refused and present").isZero();
        assertThat(again).as("opened when there was room").isEqualTo(refused.size());
    }

    @Test
    void processes_thatRaceForTheSameAttempts_sendEachOnce() {
        String url = PostgresServer.urlOfNewSchema();
        JdbcAttemptJournal.migrate(new DriverDataSource(url));
        Map<String, Integer> sends = new HashMap<>();
        List<String> said = new ArrayList<>();
        try (WriterProcess one = WriterProcess.start(url, 0, RACED, WriterProcess.Mode.HONEST, folder.resolve("one"));
                WriterProcess two =
                        WriterProcess.start(url, 0, RACED, WriterProcess.Mode.HONEST, folder.resolve("two"))) {
            one.ready();
            two.ready();
            one.begin();
            two.begin();
            List<String> first = one.read(ALL);
            List<String> second = two.read(ALL);
            assertThat(first).contains("end .");
            assertThat(second).contains("end .");
            said.addAll(first);
            said.addAll(second);
            System.out.printf(
                    "POSTGRESQL: two processes raced for %d attempts, one sent %d, the other %d%n",
                    RACED,
                    first.stream().filter(line -> line.startsWith("S")).count(),
                    second.stream().filter(line -> line.startsWith("S")).count());
        }
        said.stream().filter(line -> line.startsWith("S")).forEach(line -> sends.merge(id(line), 1, Integer::sum));

        assertThat(sends).hasSize(RACED);
        assertThat(sends.values()).allMatch(count -> count == 1);
    }
}
