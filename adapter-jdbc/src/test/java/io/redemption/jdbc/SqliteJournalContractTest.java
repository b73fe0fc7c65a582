package io.redemption.jdbc;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.redemption.port.AttemptJournal;
import io.redemption.tck.AttemptJournalContract;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;

/** The journal in a SQLite file keeps the contract. */
class SqliteJournalContractTest extends AttemptJournalContract {
    static final byte[] KEY = "a key of the tests, 16 bytes or more".getBytes(UTF_8);

    @TempDir
    private Path folder;

    private int files;
    private @Nullable JdbcAttemptJournal last;

    @Override
    protected AttemptJournal journal() {
        files++;
        return afterRestart();
    }

    @Override
    protected AttemptJournal afterRestart() {
        if (last != null) {
            last.losesItsFile(); // as one that is killed
        }
        last = JdbcAttemptJournal.sqlite(folder.resolve("journal-" + files + ".db"))
                .userKey(KEY)
                .build();
        return last;
    }
}
