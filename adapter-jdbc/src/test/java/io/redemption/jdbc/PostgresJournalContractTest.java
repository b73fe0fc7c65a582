package io.redemption.jdbc;

import io.redemption.port.AttemptJournal;
import io.redemption.tck.AttemptJournalContract;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The journal in PostgreSQL keeps the contract. */
class PostgresJournalContractTest extends AttemptJournalContract {
    private @Nullable DataSource database;

    @Override
    protected AttemptJournal journal() {
        database = PostgresServer.newDatabase();
        JdbcAttemptJournal.migrate(database);
        return afterRestart();
    }

    @Override
    protected AttemptJournal afterRestart() {
        if (database == null) {
            throw new IllegalStateException("no journal was made");
        }
        return JdbcAttemptJournal.builder(database)
                .userKey(SqliteJournalContractTest.KEY)
                .build();
    }
}
