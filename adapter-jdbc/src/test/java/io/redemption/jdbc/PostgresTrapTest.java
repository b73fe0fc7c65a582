package io.redemption.jdbc;

import static io.redemption.jdbc.Attempts.attempt;
import static io.redemption.jdbc.Attempts.await;
import static io.redemption.jdbc.PostgresServer.execute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.redemption.model.RedemptionAttempt;
import io.redemption.port.AttemptJournal.Opening;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** What is particular to PostgreSQL. */
class PostgresTrapTest {
    private static DataSource migrated() {
        DataSource database = PostgresServer.newDatabase();
        JdbcAttemptJournal.migrate(database);
        return database;
    }

    private static JdbcAttemptJournalBuilder builder(DataSource database) {
        return JdbcAttemptJournal.builder(database).userKey(SqliteJournalContractTest.KEY);
    }

    @Test
    void open_waitForTheStandbyCancelled_isNotAcknowledgedAndWithdrawn() throws InterruptedException {
        DataSource database = migrated();
        try (JdbcAttemptJournal journal = builder(database).connections(1).build()) {
            RedemptionAttempt attempt = attempt();
            execute(
                    database,
                    "alter system set synchronous_standby_names = 'nobody'",
                    "select pg_reload_conf()",
                    "select pg_sleep(0.3)");
            CompletionStage<Opening> opening;
            try {
                opening = journal.open(attempt);
                for (int i = 0; i < 100 && !opening.toCompletableFuture().isDone(); i++) {
                    Thread.sleep(100);
                    execute(
                            database,
                            "select pg_cancel_backend(pid) from pg_stat_activity where wait_event = 'SyncRep'");
                }
            } finally {
                execute(database, "alter system reset synchronous_standby_names", "select pg_reload_conf()");
            }

            assertThatThrownBy(() -> await(opening)).hasMessageContaining("not confirmed by the standbys");
            for (int i = 0; i < 100 && await(journal.find(attempt.id())).isPresent(); i++) {
                Thread.sleep(100);
            }
            assertThat(await(journal.find(attempt.id()))).isEmpty();
        }
    }

    @Test
    void open_driverThatRewritesBatches_stillGivesAVerdictForEachRow() {
        DataSource database = migrated();
        DataSource rewriting = new DriverDataSource(url(database) + "&reWriteBatchedInserts=true");
        try (JdbcAttemptJournal journal = builder(rewriting).connections(1).build()) {
            List<RedemptionAttempt> attempts =
                    Stream.generate(Attempts::attempt).limit(200).toList();
            List<CompletionStage<Opening>> openings = new ArrayList<>();
            attempts.forEach(each -> openings.add(journal.open(each)));
            attempts.forEach(each -> openings.add(journal.open(each)));

            List<Opening> answers = openings.stream().map(Attempts::await).toList();

            assertThat(answers).filteredOn(Opening.Fresh.class::isInstance).hasSize(200);
            assertThat(answers).filteredOn(Opening.Known.class::isInstance).hasSize(200);
        }
    }

    private static String url(DataSource database) {
        try (Connection connection = database.getConnection()) {
            String schema = connection.getSchema();
            return connection.getMetaData().getURL()
                    + (connection.getMetaData().getURL().contains("?") ? "&" : "?") + "user=postgres&currentSchema="
                    + schema;
        } catch (SQLException refused) {
            throw new IllegalStateException(refused);
        }
    }

    @Test
    void build_synchronousCommitOff_isRefused() {
        DataSource database = migrated();
        DataSource careless = new DriverDataSource(url(database) + "&options=-c%20synchronous_commit=off");

        assertThatThrownBy(() -> builder(careless).build())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("synchronous_commit is off");
    }

    @Test
    void journal_behindAPool_givesConnectionsBackAsTheyWere() throws SQLException {
        HikariConfig config = new HikariConfig();
        config.setDataSource(migrated());
        config.setMaximumPoolSize(2);
        config.setConnectionTimeout(20_000);
        try (HikariDataSource pool = new HikariDataSource(config)) {
            JdbcAttemptJournal journal = builder(pool).connections(2).build();
            assertThat(await(journal.open(attempt()))).isInstanceOf(Opening.Fresh.class);

            Attempts.done(journal.closeAsync());

            try (Connection connection = pool.getConnection()) {
                assertThat(connection.getAutoCommit()).isTrue();
                assertThat(connection.getNetworkTimeout()).isZero();
            }
            assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
        }
    }

    @Test
    void open_rowLockedByAStranger_waitsAndThenKnowsIt() throws Exception {
        DataSource database = migrated();
        try (JdbcAttemptJournal journal = builder(database).build();
                Connection stranger = database.getConnection()) {
            RedemptionAttempt attempt = attempt();
            stranger.setAutoCommit(false);
            try (var insert = stranger.prepareStatement("insert into redemption_attempt (id, state, opening, begun_at,"
                    + " changed_at, held_until) values (?, 1, 7, 0, 0, 0)")) {
                insert.setBytes(1, Keys.of(attempt.id()));
                insert.executeUpdate();
            }
            CompletionStage<Opening> opening = journal.open(attempt);
            Thread.sleep(Duration.ofMillis(300).toMillis());
            boolean answeredBefore = opening.toCompletableFuture().isDone();

            stranger.commit();

            assertThat(answeredBefore).isFalse();
            assertThat(await(opening)).isInstanceOf(Opening.Known.class);
        }
    }
}
