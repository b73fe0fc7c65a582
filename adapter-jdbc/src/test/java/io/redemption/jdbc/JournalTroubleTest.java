package io.redemption.jdbc;

import static io.redemption.jdbc.Attempts.attempt;
import static io.redemption.jdbc.Attempts.await;
import static io.redemption.jdbc.Attempts.done;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redemption.model.RedemptionAttempt;
import io.redemption.port.AttemptJournal.Opening;
import io.redemption.port.AttemptState;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a caller is told, and what is stored, when the database fails in the middle of a commit. */
class JournalTroubleTest {
    @TempDir
    private Path folder;

    /** The databases. */
    enum Database {
        SQLITE,
        POSTGRESQL
    }

    private FaultyDataSource faulty(Database database) {
        DataSource real = database == Database.SQLITE
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

    /** Lets a fault happen the first time only. */
    private static FaultyDataSource.Fault once(FaultyDataSource.Fault fault) {
        AtomicBoolean happened = new AtomicBoolean();
        return () -> {
            if (happened.compareAndSet(false, true)) {
                fault.happen();
            }
        };
    }

    private static void awaitForgotten(JdbcAttemptJournal journal, RedemptionAttempt attempt)
            throws InterruptedException {
        for (int i = 0; i < 200 && await(journal.find(attempt.id())).isPresent(); i++) {
            Thread.sleep(50);
        }
        assertThat(await(journal.find(attempt.id()))).as("withdrawn").isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void open_answerOfTheCommitLost_isFreshBecauseItWasCommitted(Database database) {
        FaultyDataSource faulty = faulty(database);
        try (JdbcAttemptJournal journal = builder(faulty).build()) {
            RedemptionAttempt attempt = attempt();
            faulty.afterCommit = once(FaultyDataSource.lost());

            Opening opening = await(journal.open(attempt));

            assertThat(opening).isInstanceOf(Opening.Fresh.class);
            assertThat(await(journal.open(attempt))).isInstanceOf(Opening.Known.class);
            long number = opening instanceof Opening.Fresh fresh ? fresh.opening() : 0;
            assertThat(await(journal.find(attempt.id()))).contains(new AttemptState.Open(number, null));
        }
    }

    @ParameterizedTest
    @EnumSource
    void open_lostBeforeTheCommit_isWrittenAgain(Database database) {
        FaultyDataSource faulty = faulty(database);
        try (JdbcAttemptJournal journal = builder(faulty).build()) {
            RedemptionAttempt attempt = attempt();
            faulty.beforeCommit = once(FaultyDataSource.lost());

            assertThat(await(journal.open(attempt))).isInstanceOf(Opening.Fresh.class);
            assertThat(await(journal.open(attempt))).isInstanceOf(Opening.Known.class);
        }
    }

    @ParameterizedTest
    @EnumSource
    void open_databaseAway_failsInTimeAndIsForgottenWhenItIsBack(Database database) throws InterruptedException {
        FaultyDataSource faulty = faulty(database);
        try (JdbcAttemptJournal journal =
                builder(faulty).retryFor(Duration.ofMillis(300)).build()) {
            RedemptionAttempt committed = attempt();
            RedemptionAttempt never = attempt();
            faulty.onConnect = FaultyDataSource.lost();
            faulty.afterCommit = once(FaultyDataSource.lost());

            assertThatThrownBy(() -> await(journal.open(committed))).hasMessageContaining("SQLException");
            assertThatThrownBy(() -> await(journal.open(never))).hasMessageContaining("SQLException");
            faulty.onConnect = FaultyDataSource.NONE;

            awaitForgotten(journal, committed);
            assertThat(await(journal.open(committed))).isInstanceOf(Opening.Fresh.class);
            assertThat(await(journal.open(never))).isInstanceOf(Opening.Fresh.class);
        }
    }

    @ParameterizedTest
    @EnumSource
    void open_commitTooLateForItsCaller_isWithdrawn(Database database) throws InterruptedException {
        FaultyDataSource faulty = faulty(database);
        try (JdbcAttemptJournal journal = builder(faulty).build()) {
            RedemptionAttempt attempt = attempt();
            CountDownLatch committing = new CountDownLatch(1);
            CountDownLatch go = new CountDownLatch(1);
            faulty.beforeCommit = once(() -> {
                committing.countDown();
                if (!go.await(20, TimeUnit.SECONDS)) {
                    throw new SQLException("the test did not go on");
                }
            });
            CompletionStage<Opening> opening = journal.open(attempt);
            assertThat(committing.await(20, TimeUnit.SECONDS)).isTrue();

            opening.toCompletableFuture().cancel(false);
            go.countDown();

            awaitForgotten(journal, attempt);
        }
    }

    @ParameterizedTest
    @EnumSource
    void open_queueFull_isFullAndNothingIsStored(Database database) throws InterruptedException {
        FaultyDataSource faulty = faulty(database);
        try (JdbcAttemptJournal journal = builder(faulty).maxQueued(3).build()) {
            CountDownLatch committing = new CountDownLatch(1);
            CountDownLatch go = new CountDownLatch(1);
            faulty.beforeCommit = once(() -> {
                committing.countDown();
                if (!go.await(20, TimeUnit.SECONDS)) {
                    throw new SQLException("the test did not go on");
                }
            });
            CompletionStage<Opening> first = journal.open(attempt());
            assertThat(committing.await(20, TimeUnit.SECONDS)).isTrue();
            List<CompletionStage<Opening>> waiting = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                waiting.add(journal.open(attempt()));
            }
            RedemptionAttempt refused = attempt();

            assertThat(await(journal.open(refused))).isEqualTo(new Opening.Full());
            assertThatThrownBy(() -> await(journal.find(refused.id()))).hasMessageContaining("too many calls");
            CompletionStage<Void> settled = journal.discard(attempt().id(), 1);
            go.countDown();

            done(settled);
            assertThat(await(first)).isInstanceOf(Opening.Fresh.class);
            waiting.forEach(each -> assertThat(await(each)).isInstanceOf(Opening.Fresh.class));
            assertThat(await(journal.find(refused.id()))).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void calls_thatWaitTogether_areOneTransaction(Database database) throws InterruptedException {
        FaultyDataSource faulty = faulty(database);
        try (JdbcAttemptJournal journal = builder(faulty).build()) {
            CountDownLatch go = new CountDownLatch(1);
            CountDownLatch committing = new CountDownLatch(1);
            faulty.beforeCommit = once(() -> {
                committing.countDown();
                if (!go.await(20, TimeUnit.SECONDS)) {
                    throw new SQLException("the test did not go on");
                }
            });
            CompletionStage<Opening> first = journal.open(attempt());
            assertThat(committing.await(20, TimeUnit.SECONDS)).isTrue();
            RedemptionAttempt twice = attempt();
            List<CompletionStage<Opening>> waiting = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                waiting.add(journal.open(i < 2 ? twice : attempt()));
            }
            int before = faulty.commits.get();
            go.countDown();

            assertThat(await(first)).isInstanceOf(Opening.Fresh.class);
            List<Opening> openings = waiting.stream().map(Attempts::await).toList();

            assertThat(openings).filteredOn(Opening.Fresh.class::isInstance).hasSize(99);
            assertThat(openings).filteredOn(Opening.Known.class::isInstance).hasSize(1);
            assertThat(faulty.commits.get() - before).as("commits").isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void close_whileCallsWait_writesThemAndRefusesLaterOnes(Database database) {
        FaultyDataSource faulty = faulty(database);
        JdbcAttemptJournal journal = builder(faulty).build();
        List<CompletionStage<Opening>> waiting = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            waiting.add(journal.open(attempt()));
        }

        done(journal.closeAsync());

        waiting.forEach(each -> assertThat(await(each)).isInstanceOf(Opening.Fresh.class));
        assertThatThrownBy(() -> await(journal.open(attempt()))).hasMessageContaining("journal: closed");
        journal.close();
    }
}
