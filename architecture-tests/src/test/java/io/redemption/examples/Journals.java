package io.redemption.examples;

import io.redemption.Redemptions;
import io.redemption.jdbc.JdbcAttemptJournal;
import io.redemption.port.RedemptionPort;
import java.nio.file.Path;
import java.util.function.ToIntFunction;
import javax.sql.DataSource;

/** Journals of attempts in a database. */
final class Journals {
    private Journals() {}

    static int inAFile(RedemptionPort port, Path folder, byte[] key, ToIntFunction<Redemptions> use) {
        // example begins: sqlite
        var journal = JdbcAttemptJournal.sqlite(folder.resolve("journal.db"))
                .userKey(key) // 16 bytes or more, from where you keep secrets
                .build();
        try (journal;
                var shop = Redemptions.over(port, journal)) { // closed in this order: shop, journal
            return use.applyAsInt(shop);
        }
        // example ends
    }

    static JdbcAttemptJournal shared(DataSource dataSource, byte[] key) {
        // example begins: postgresql
        JdbcAttemptJournal.migrate(dataSource); // or your migration tool, see below
        var journal = JdbcAttemptJournal.builder(dataSource).userKey(key).build();
        // example ends
        return journal;
    }
}
