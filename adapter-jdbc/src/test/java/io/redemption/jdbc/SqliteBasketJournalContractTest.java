package io.redemption.jdbc;

import io.redemption.port.BasketJournal;
import io.redemption.tck.BasketJournalContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** The journal of baskets in a SQLite file keeps the contract. */
class SqliteBasketJournalContractTest extends BasketJournalContract {
    @TempDir
    private Path folder;

    private final JournalPairs pairs = new JournalPairs();
    private int files;

    @Override
    protected BasketJournal journal() {
        files++;
        return afterRestart();
    }

    @Override
    protected BasketJournal afterRestart() {
        return pairs.add(JdbcAttemptJournal.sqlite(folder.resolve("journal-" + files + ".db"))
                .userKey(SqliteJournalContractTest.KEY)
                .build());
    }

    @Override
    protected void close(BasketJournal journal) {
        pairs.close(journal);
    }
}
