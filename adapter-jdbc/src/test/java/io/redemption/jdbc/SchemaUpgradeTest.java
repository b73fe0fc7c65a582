package io.redemption.jdbc;

import static io.redemption.jdbc.Attempts.attempt;
import static io.redemption.jdbc.Attempts.await;
import static io.redemption.jdbc.Attempts.done;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redemption.model.AttemptId;
import io.redemption.model.BasketRecord;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.Reversal;
import io.redemption.port.AttemptState;
import io.redemption.port.ReversalState;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tables of an earlier version, with what they hold, become those of this one. */
class SchemaUpgradeTest {
    private static final BasketRecord START = BasketRecord.started(List.of(AttemptId.of("a-1")));

    @TempDir
    private Path folder;

    private DataSource empty(JournalTroubleTest.Database database) {
        return database == JournalTroubleTest.Database.SQLITE
                ? new DriverDataSource("jdbc:sqlite:" + folder.resolve("journal.db") + "?busy_timeout=20000")
                : PostgresServer.newDatabase();
    }

    /** Makes the tables of version 1 as that version made them, by its SQL resource alone. */
    private static void makeVersionOne(DataSource database) throws SQLException {
        try (Connection connection = database.getConnection()) {
            Dialect dialect = Dialect.of(connection);
            int isolation = connection.getTransactionIsolation();
            dialect.prepare(connection);
            dialect.begin(connection);
            JournalSchema.apply(connection, dialect, 1);
            dialect.commit(connection);
            dialect.restore(connection, isolation);
        }
    }

    /** Takes away what the versions after the first have added. */
    private static void goBackToVersionOne(DataSource database) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("drop table redemption_basket_record");
            statement.execute("drop table redemption_basket");
            statement.execute("drop table redemption_decision");
            statement.execute("delete from redemption_journal_version where version > 1");
        }
    }

    private static JdbcAttemptJournal journal(DataSource database) {
        return JdbcAttemptJournal.builder(database)
                .userKey(SqliteJournalContractTest.KEY)
                .build();
    }

    @ParameterizedTest
    @EnumSource
    void migrate_tablesOfVersionOneWithRows_keepsThemAndAddsTheRest(JournalTroubleTest.Database kind)
            throws SQLException {
        DataSource database = empty(kind);
        makeVersionOne(database);
        assertThatThrownBy(() -> journal(database)).hasMessageContaining("version 1 (expected: 3");
        JdbcAttemptJournal.migrate(database);
        RedemptionAttempt redeemed = attempt();
        RedemptionAttempt open = attempt();
        JdbcAttemptJournal before = journal(database);
        done(before.settle(redeemed.id(), 0, Attempts.redeemed(redeemed)));
        Reversal reversal = Reversal.of(Attempts.redeemed(redeemed).redemption());
        done(before.reversal(reversal, new ReversalState.Gone()));
        await(before.open(open));
        done(before.closeAsync());
        goBackToVersionOne(database);

        JdbcAttemptJournal.migrate(database);

        try (JdbcAttemptJournal attempts = journal(database)) {
            assertThat(await(attempts.find(redeemed.id()))).contains(new AttemptState.Reversed(reversal));
            assertThat(await(attempts.find(open.id()))).get().isInstanceOf(AttemptState.Open.class);
            assertThat(await(JdbcBasketJournal.over(attempts).append("basket", START, 0)))
                    .isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void migrate_tablesOfVersionOneByManyNodesAtOnce_upgradesOnce(JournalTroubleTest.Database kind) throws Exception {
        DataSource database = empty(kind);
        makeVersionOne(database);
        ExecutorService nodes = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Boolean>> migrations = IntStream.range(0, 8)
                    .<Callable<Boolean>>mapToObj(i -> () -> {
                        JdbcAttemptJournal.migrate(database);
                        return true;
                    })
                    .toList();
            for (Future<Boolean> each : nodes.invokeAll(migrations)) {
                assertThat(each.get()).isTrue();
            }
        } finally {
            nodes.shutdownNow();
        }
        try (JdbcAttemptJournal attempts = journal(database)) {
            assertThat(await(JdbcBasketJournal.over(attempts).append("basket", START, 0)))
                    .isTrue();
        }
    }
}
