package io.redemption.jdbc;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.redemption.port.AttemptJournal;
import io.redemption.tck.AttemptJournalContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** The journal in a SQLite file keeps the contract. */
class SqliteJournalContractTest extends AttemptJournalContract {
    static final byte[] KEY = "a key of the tests, 16 bytes or more".getBytes(UTF_8);

    @TempDir
    private Path folder;

    private int files;

    @Override
    protected AttemptJournal journal() {
        files++;
        return afterRestart();
    }

    @Override
    protected AttemptJournal afterRestart() {
        return JdbcAttemptJournal.sqlite(folder.resolve("journal-" + files + ".db"))
                .userKey(KEY)
                .build();
    }
}
