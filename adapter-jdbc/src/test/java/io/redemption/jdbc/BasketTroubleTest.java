package io.redemption.jdbc;

import static io.redemption.jdbc.Attempts.await;
import static io.redemption.jdbc.Attempts.done;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redemption.model.AttemptId;
import io.redemption.model.BasketRecord;
import io.redemption.model.BasketRecord.Kind;
import io.redemption.model.FailureCode;
import io.redemption.model.RedemptionException;
import io.redemption.model.RedemptionId;
import io.redemption.port.AttemptJournal.Opening;
import io.redemption.port.BasketJournal;
import io.redemption.port.BasketJournal.Log;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is told and stored of a basket when the database fails in the middle of a commit, or is late. */
class BasketTroubleTest {
    private static final String NAME = "Basket1";
    private static final BasketRecord START = BasketRecord.started(List.of(AttemptId.of("a-1")));
    private static final BasketRecord DONE = BasketRecord.ofRedemption(Kind.DONE, 0, RedemptionId.of("red-1"));
    private static final BasketRecord ABORTING = BasketRecord.of(Kind.ABORTING, "PRESUMED");
    private static final BasketRecord ABORTED = BasketRecord.of(Kind.ABORTED, null);

    @TempDir
    private Path folder;

    private FaultyDataSource faulty(JournalTroubleTest.Database database) {
        DataSource real = database == JournalTroubleTest.Database.SQLITE
                ? new DriverDataSource("jdbc:sqlite:" + folder.resolve("journal.db"))
                : PostgresServer.newDatabase();
        JdbcAttemptJournal.migrate(real);
        return new FaultyDataSource(real);
    }

    private static JdbcAttemptJournalBuilder builder(FaultyDataSource faulty) {
        return JdbcAttemptJournal.builder(faulty.dataSource())
                .userKey(SqliteJournalContractTest.KEY)
                .connections(1)
                .retryFor(Duration.ofSeconds(2));
    }

    /** Lets one transaction wait before its commit, until it is let go. */
    private static final class HeldCommit {
        private final CountDownLatch committing = new CountDownLatch(1);
        private final CountDownLatch go = new CountDownLatch(1);

        HeldCommit(FaultyDataSource faulty) {
            faulty.beforeCommit = () -> {
                committing.countDown();
                if (!go.await(20, TimeUnit.SECONDS)) {
                    throw new SQLException("the test did not go on");
                }
            };
        }

        void await() throws InterruptedException {
            assertThat(committing.await(20, TimeUnit.SECONDS)).isTrue();
        }

        void letGo() {
            go.countDown();
        }
    }

    @ParameterizedTest
    @EnumSource
    void append_answerOfTheCommitLost_isThereOnce(JournalTroubleTest.Database database) {
        FaultyDataSource faulty = faulty(database);
        try (JdbcAttemptJournal attempts = builder(faulty).build()) {
            BasketJournal journal = JdbcBasketJournal.over(attempts);
            List<BasketRecord> run = List.of(START, DONE, ABORTING, ABORTED);
            long epoch = 0;
            for (BasketRecord each : run) {
                faulty.afterCommit = once(FaultyDataSource.lost());

                assertThat(await(journal.append(NAME, each, epoch)))
                        .as(each.kind().name())
                        .isTrue();

                epoch += each.kind().movesEpoch() ? 1 : 0;
            }
            assertThat(await(journal.find(NAME))).isEqualTo(new Log(3, run));
        }
    }

    @ParameterizedTest
    @EnumSource
    void append_lostBeforeTheCommit_isWrittenAgain(JournalTroubleTest.Database database) {
        FaultyDataSource faulty = faulty(database);
        try (JdbcAttemptJournal attempts = builder(faulty).build()) {
            BasketJournal journal = JdbcBasketJournal.over(attempts);
            for (BasketRecord each : List.of(START, DONE)) {
                faulty.beforeCommit = once(FaultyDataSource.lost());

                assertThat(await(journal.append(NAME, each, each.equals(START) ? 0 : 1)))
                        .isTrue();
            }
            assertThat(await(journal.find(NAME))).isEqualTo(new Log(1, List.of(START, DONE)));
        }
    }

    private static FaultyDataSource.Fault once(FaultyDataSource.Fault fault) {
        CountDownLatch first = new CountDownLatch(1);
        return () -> {
            if (first.getCount() > 0) {
                first.countDown();
                fault.happen();
            }
        };
    }

    @ParameterizedTest
    @EnumSource
    void append_databaseAway_failsInTime(JournalTroubleTest.Database database) {
        FaultyDataSource faulty = faulty(database);
        try (JdbcAttemptJournal attempts =
                builder(faulty).retryFor(Duration.ofMillis(300)).build()) {
            BasketJournal journal = JdbcBasketJournal.over(attempts);
            faulty.onConnect = FaultyDataSource.lost();

            assertThatThrownBy(() -> await(journal.append(NAME, START, 0))).hasMessageContaining("SQLException");
            faulty.onConnect = FaultyDataSource.NONE;

            assertThat(await(journal.append(NAME, START, 0))).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void append_queueFull_failsAndIsNotAppendedUnlessItEndsWhatWasBegun(JournalTroubleTest.Database database)
            throws InterruptedException {
        FaultyDataSource faulty = faulty(database);
        try (JdbcAttemptJournal attempts = builder(faulty).maxQueued(3).build()) {
            BasketJournal journal = JdbcBasketJournal.over(attempts);
            assertThat(await(journal.append(NAME, START, 0))).isTrue();
            HeldCommit held = new HeldCommit(faulty);
            List<CompletionStage<Boolean>> waiting = new ArrayList<>();
            waiting.add(journal.append("other", START, 0));
            held.await();
            for (int i = 0; i < 3; i++) {
                waiting.add(journal.append("b" + i, START, 0));
            }

            assertFull(journal.append("refused", START, 0));
            CompletionStage<Boolean> done = journal.append(NAME, DONE, 1);
            held.letGo();

            waiting.add(done);
            waiting.forEach(each -> assertThat(await(each)).isTrue());
            assertThat(await(journal.find("refused"))).isEqualTo(new Log(0, List.of()));
            assertThat(await(journal.openBaskets(Duration.ZERO, 10))).hasSize(5);
        }
    }

    private static void assertFull(CompletionStage<Boolean> append) {
        assertThatThrownBy(() -> await(append))
                .rootCause()
                .isInstanceOfSatisfying(
                        RedemptionException.class,
                        full -> assertThat(full.code()).isEqualTo(FailureCode.JOURNAL_FULL));
    }

    @Test
    void append_diskFull_failsAndGoesOnWhenThereIsRoom() {
        Path file = folder.resolve("full.db");
        JdbcAttemptJournal.migrate(new DriverDataSource("jdbc:sqlite:" + file));
        List<String> acknowledged = new ArrayList<>();
        JdbcAttemptJournal small = JdbcAttemptJournal.builder(
                        new DriverDataSource("jdbc:sqlite:" + file + "?max_page_count=60"))
                .userKey(SqliteJournalContractTest.KEY)
                .build();
        CompletionStage<Boolean> last = JdbcBasketJournal.over(small).append("b0", START, 0);
        while (last.handle((appended, full) -> full == null)
                .toCompletableFuture()
                .join()) {
            acknowledged.add("b" + acknowledged.size());
            last = JdbcBasketJournal.over(small).append("b" + acknowledged.size(), START, 0);
        }
        assertFull(last);
        done(small.closeAsync());

        try (JdbcAttemptJournal large = JdbcAttemptJournal.sqlite(file)
                .userKey(SqliteJournalContractTest.KEY)
                .build()) {
            BasketJournal journal = JdbcBasketJournal.over(large);
            assertThat(await(journal.openBaskets(Duration.ZERO, 10_000))).isEqualTo(acknowledged);
            assertThat(await(journal.append("b" + acknowledged.size(), START, 0)))
                    .isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void append_cancelledWhileItCommits_isCommitted(JournalTroubleTest.Database database) throws InterruptedException {
        FaultyDataSource faulty = faulty(database);
        try (JdbcAttemptJournal attempts = builder(faulty).build()) {
            BasketJournal journal = JdbcBasketJournal.over(attempts);
            HeldCommit held = new HeldCommit(faulty);
            CompletionStage<Boolean> committing = journal.append(NAME, START, 0);
            held.await();
            CompletionStage<Boolean> waiting = journal.append("waiting", START, 0);

            committing.toCompletableFuture().cancel(true);
            waiting.toCompletableFuture().cancel(true);
            held.letGo();

            assertThat(await(journal.find(NAME)).records()).containsExactly(START);
            assertThat(await(journal.find("waiting")).records()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void appends_thatWaitWithAttempts_areOneTransaction(JournalTroubleTest.Database database)
            throws InterruptedException {
        FaultyDataSource faulty = faulty(database);
        try (JdbcAttemptJournal attempts = builder(faulty).build()) {
            BasketJournal journal = JdbcBasketJournal.over(attempts);
            HeldCommit held = new HeldCommit(faulty);
            CompletionStage<Boolean> first = journal.append(NAME, START, 0);
            held.await();
            List<CompletionStage<Boolean>> appends = new ArrayList<>();
            List<CompletionStage<Opening>> openings = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                appends.add(journal.append("b" + i / 2, START, 0));
                openings.add(attempts.open(Attempts.attempt()));
            }
            int before = faulty.commits.get();
            held.letGo();

            assertThat(await(first)).isTrue();
            assertThat(appends.stream().map(Attempts::await))
                    .filteredOn(appended -> appended)
                    .hasSize(25);
            openings.forEach(each -> assertThat(await(each)).isInstanceOf(Opening.Fresh.class));
            assertThat(faulty.commits.get() - before).as("commits").isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void close_whileAppendsWait_writesThemAndFailsLaterOnes(JournalTroubleTest.Database database) {
        JdbcAttemptJournal attempts = builder(faulty(database)).build();
        BasketJournal journal = JdbcBasketJournal.over(attempts);
        List<CompletionStage<Boolean>> waiting = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            waiting.add(journal.append("b" + i, START, 0));
        }

        done(attempts.closeAsync());

        waiting.forEach(each -> assertThat(await(each)).isTrue());
        assertThatThrownBy(() -> await(journal.append(NAME, START, 0))).hasMessageContaining("journal: closed");
        assertThatThrownBy(() -> await(journal.find(NAME))).hasMessageContaining("journal: closed");
    }

    @Test
    void append_whileAnotherProcessDecides_waitsAndIsFenced() throws Exception {
        DataSource database = PostgresServer.newDatabase();
        JdbcAttemptJournal.migrate(database);
        try (JdbcAttemptJournal attempts =
                        builder(new FaultyDataSource(database)).build();
                Connection stranger = database.getConnection();
                Statement statement = stranger.createStatement()) {
            BasketJournal journal = JdbcBasketJournal.over(attempts);
            assertThat(await(journal.append(NAME, START, 0))).isTrue();
            stranger.setAutoCommit(false);
            statement.execute("update redemption_basket set epoch = 2");
            CompletionStage<Boolean> late = journal.append(NAME, DONE, 1);
            Thread.sleep(300);
            boolean answeredBefore = late.toCompletableFuture().isDone();

            stranger.commit();

            assertThat(answeredBefore).isFalse();
            assertThat(await(late)).isFalse();
            assertThat(await(journal.find(NAME))).isEqualTo(new Log(2, List.of(START)));
        }
    }

    @ParameterizedTest
    @EnumSource
    void openBaskets_clockSetBack_areFoundAllTheSame(JournalTroubleTest.Database database) {
        FaultyDataSource faulty = faulty(database);
        try (JdbcAttemptJournal attempts = builder(faulty).build()) {
            BasketJournal journal = JdbcBasketJournal.over(attempts);
            assertThat(await(journal.append(NAME, START, 0))).isTrue();

            PostgresServer.execute(
                    faulty.dataSource(), "update redemption_basket set changed_at = changed_at + 90000000");

            assertThat(await(journal.openBaskets(Duration.ZERO, 10))).containsExactly(NAME);
            assertThat(await(journal.openBaskets(Duration.ofMillis(1), 10))).isEmpty();
        }
    }
}
