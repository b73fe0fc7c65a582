package io.redemption.jdbc;

import static io.redemption.jdbc.Attempts.attempt;
import static io.redemption.jdbc.Attempts.await;
import static io.redemption.jdbc.Attempts.done;
import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.model.AttemptId;
import io.redemption.model.BasketRecord;
import io.redemption.model.BasketRecord.Kind;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.Resolution.Obstacle;
import io.redemption.model.Reversal;
import io.redemption.port.AttemptJournal.Opening;
import io.redemption.port.BasketJournal;
import io.redemption.port.PendingDoubt;
import io.redemption.port.ReversalState;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is removed and what is not. */
class RetentionTest {
    private static final BasketRecord START = BasketRecord.started(List.of(AttemptId.of("a-1")));
    private static final BasketRecord ABORTING = BasketRecord.of(Kind.ABORTING, null);
    private static final BasketRecord COMMITTED = BasketRecord.of(Kind.COMMITTED, null);

    @TempDir
    private Path folder;

    private DataSource database(JournalTroubleTest.Database database) {
        DataSource made = database == JournalTroubleTest.Database.SQLITE
                ? new DriverDataSource("jdbc:sqlite:" + folder.resolve("journal.db") + "?busy_timeout=10000")
                : PostgresServer.newDatabase();
        JdbcAttemptJournal.migrate(made);
        return made;
    }

    private static long open(JdbcAttemptJournal journal, RedemptionAttempt attempt) {
        return await(journal.open(attempt)) instanceof Opening.Fresh fresh ? fresh.opening() : 0;
    }

    private static void redeem(JdbcAttemptJournal journal, RedemptionAttempt attempt) {
        done(journal.settle(attempt.id(), open(journal, attempt), Attempts.redeemed(attempt)));
    }

    private static void sweep(DataSource database, Retention retention) throws SQLException {
        Dialect dialect;
        try (var connection = database.getConnection()) {
            dialect = Dialect.of(connection);
        }
        JournalSession session = new JournalSession(database, dialect);
        boolean more = true;
        while (more) {
            session.begin();
            more = retention.step(session);
            session.commit();
        }
        session.release();
    }

    @ParameterizedTest
    @EnumSource
    void settled_olderThanTheyAreKept_areRemovedAndDoubtsAreNot(JournalTroubleTest.Database kind) throws SQLException {
        DataSource database = database(kind);
        try (JdbcAttemptJournal journal = JdbcAttemptJournal.builder(database).build()) {
            RedemptionAttempt old = attempt();
            redeem(journal, old);
            done(journal.reversal(Reversal.of(Attempts.redeemed(old).redemption()), new ReversalState.Gone()));
            RedemptionAttempt inDoubt = attempt();
            done(journal.settle(inDoubt.id(), open(journal, inDoubt), Attempts.unknown(inDoubt)));
            RedemptionAttempt handedOver = attempt();
            long opening = open(journal, handedOver);
            done(journal.handOver(
                    new PendingDoubt(Attempts.unknown(handedOver).ticket(), opening, Duration.ZERO),
                    Obstacle.NOT_READABLE));
            PostgresServer.execute(
                    database,
                    "update redemption_attempt set changed_at = changed_at - 90000000, begun_at = begun_at - 90000000",
                    "update redemption_reversal set changed_at = changed_at - 90000000");
            RedemptionAttempt young = attempt();
            redeem(journal, young);

            sweep(database, new Retention(Duration.ofHours(24), 100));

            assertThat(await(journal.find(old.id()))).isEmpty();
            sweep(database, new Retention(Duration.ofHours(24), 100));
            assertThat(await(journal.findReversal(
                            Reversal.of(Attempts.redeemed(old).redemption()))))
                    .isEmpty();
            assertThat(await(journal.find(young.id()))).isPresent();
            assertThat(await(journal.find(inDoubt.id()))).isPresent();
            assertThat(await(journal.find(handedOver.id()))).isPresent();
        }
    }

    @ParameterizedTest
    @EnumSource
    void settled_moreThanAreKept_loseTheOldest(JournalTroubleTest.Database kind) throws Exception {
        DataSource database = database(kind);
        try (JdbcAttemptJournal journal = JdbcAttemptJournal.builder(database).build()) {
            List<RedemptionAttempt> settled = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                RedemptionAttempt next = attempt();
                settled.add(next);
                redeem(journal, next);
                Thread.sleep(3); // the database's clock counts milliseconds
            }

            sweep(database, new Retention(Duration.ofHours(24), 4));

            for (int i = 0; i < 6; i++) {
                assertThat(await(journal.find(settled.get(i).id())).isPresent())
                        .as("attempt " + i)
                        .isEqualTo(i >= 2);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void reversal_ofAnAttemptThatIsKept_isKept(JournalTroubleTest.Database kind) throws SQLException {
        DataSource database = database(kind);
        try (JdbcAttemptJournal journal = JdbcAttemptJournal.builder(database).build()) {
            RedemptionAttempt attempt = attempt();
            redeem(journal, attempt);
            Reversal reversal = Reversal.of(Attempts.redeemed(attempt).redemption());
            done(journal.reversal(reversal, new ReversalState.Gone()));
            PostgresServer.execute(database, "update redemption_reversal set changed_at = changed_at - 90000000");

            sweep(database, new Retention(Duration.ofHours(24), 100));

            assertThat(await(journal.findReversal(reversal))).contains(new ReversalState.Gone());
        }
    }

    private static void append(BasketJournal journal, String name, BasketRecord... records) {
        long epoch = 0;
        for (BasketRecord each : records) {
            assertThat(await(journal.append(name, each, epoch++))).isTrue();
        }
    }

    private static boolean isKept(BasketJournal journal, String name) {
        return !await(journal.find(name)).records().isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void baskets_thatEndedLongAgo_areRemovedAndOpenOnesAreNot(JournalTroubleTest.Database kind) throws SQLException {
        DataSource database = database(kind);
        try (JdbcAttemptJournal attempts = JdbcAttemptJournal.builder(database).build()) {
            BasketJournal journal = JdbcBasketJournal.over(attempts);
            append(journal, "old", START, COMMITTED);
            append(journal, "open", START);
            append(journal, "aborting", START, ABORTING);
            PostgresServer.execute(
                    database,
                    "update redemption_basket set changed_at = changed_at - 90000000, begun_at = begun_at - 90000000");
            append(journal, "young", START, COMMITTED);

            sweep(database, new Retention(Duration.ofHours(24), 100));

            assertThat(isKept(journal, "old")).isFalse();
            assertThat(isKept(journal, "young")).isTrue();
            assertThat(await(journal.openBaskets(Duration.ZERO, 10))).containsExactly("open", "aborting");
            assertThat(await(journal.find("aborting")).records()).containsExactly(START, ABORTING);
            assertThat(rows(database)).isEqualTo(5);
            append(journal, "old", START);
        }
    }

    private static long rows(DataSource database) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var row = statement.executeQuery("select count(*) from redemption_basket_record")) {
            return row.next() ? row.getLong(1) : -1;
        }
    }

    @ParameterizedTest
    @EnumSource
    void baskets_moreThanAreKept_loseTheOldestThatEnded(JournalTroubleTest.Database kind) throws Exception {
        DataSource database = database(kind);
        try (JdbcAttemptJournal attempts = JdbcAttemptJournal.builder(database).build()) {
            BasketJournal journal = JdbcBasketJournal.over(attempts);
            append(journal, "open", START);
            for (int i = 0; i < 6; i++) {
                append(journal, "b" + i, START, COMMITTED);
                Thread.sleep(3); // the database's clock counts milliseconds
            }

            sweep(database, new Retention(Duration.ofHours(24), 4));

            for (int i = 0; i < 6; i++) {
                assertThat(isKept(journal, "b" + i)).as("basket " + i).isEqualTo(i >= 2);
            }
            assertThat(isKept(journal, "open")).isTrue();
        }
    }
}
