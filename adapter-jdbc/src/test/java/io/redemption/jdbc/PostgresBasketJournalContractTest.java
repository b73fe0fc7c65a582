package io.redemption.jdbc;

import io.redemption.port.BasketJournal;
import io.redemption.tck.BasketJournalContract;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The journal of baskets in PostgreSQL keeps the contract. */
class PostgresBasketJournalContractTest extends BasketJournalContract {
    private final JournalPairs pairs = new JournalPairs();
    private @Nullable DataSource database;

    @Override
    protected BasketJournal journal() {
        database = PostgresServer.newDatabase();
        JdbcAttemptJournal.migrate(database);
        return afterRestart();
    }

    @Override
    protected BasketJournal afterRestart() {
        if (database == null) {
            throw new IllegalStateException("no journal was made");
        }
        return pairs.add(JdbcAttemptJournal.builder(database)
                .userKey(SqliteJournalContractTest.KEY)
                .build());
    }

    @Override
    protected void close(BasketJournal journal) {
        pairs.close(journal);
    }
}
