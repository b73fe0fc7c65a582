package io.redemption.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.redemption.jdbc.JdbcAttemptJournal;
import io.redemption.jdbc.JdbcAttemptJournalBuilder;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.postgresql.ds.PGSimpleDataSource;

/** Where attempts are kept: a SQLite file, a folder with one for each merchant, or a PostgreSQL database. Immutable. */
final class JournalPlace {
    private static final String POSTGRESQL = "jdbc:postgresql:";

    /** The most that a journal keeps: a key is forgotten for its age, not because others came after it. */
    private static final int MAX_SETTLED = 100_000_000;

    private final String text;

    /**
     * Takes the value of an option.
     *
     * @param text a file, a folder, or a JDBC URL
     * @throws CommandFailure if it is the URL of another database
     */
    JournalPlace(String text) {
        if (text.startsWith("jdbc:") && !isPostgresql(text)) {
            // The URL may hold a password.
            throw new CommandFailure(
                    "--journal: another database (expected: a file, a folder, or " + POSTGRESQL + "…)");
        }
        this.text = text;
    }

    private static boolean isPostgresql(String text) {
        return text.startsWith(POSTGRESQL);
    }

    /** Returns whether several processes may use it at the same time. */
    boolean isShared() {
        return isPostgresql(text);
    }

    /**
     * Opens the journal of a merchant, and creates it if there is none.
     *
     * @param isOnly whether no other merchant is served
     * @throws CommandFailure in one sentence, if it cannot be opened or is not a place for several merchants
     */
    JdbcAttemptJournal open(MerchantPair merchant, boolean isOnly) {
        try {
            return builder(merchant, isOnly)
                    .userKey(userKey(merchant))
                    .maxSettled(MAX_SETTLED)
                    .build();
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw new CommandFailure("--journal: " + e.getMessage());
        }
    }

    private JdbcAttemptJournalBuilder builder(MerchantPair merchant, boolean isOnly) {
        if (isPostgresql(text)) {
            if (!isOnly) {
                throw new CommandFailure("--journal: one database schema keeps the attempts of one merchant "
                        + "(expected: one merchant, or a folder, which has a file for each)");
            }
            PGSimpleDataSource database = database();
            JdbcAttemptJournal.migrate(database);
            return JdbcAttemptJournal.builder(database);
        }
        Path path = Path.of(text);
        if (Files.isDirectory(path)) {
            return JdbcAttemptJournal.sqlite(path.resolve(URLEncoder.encode(merchant.id(), UTF_8) + ".journal.db"));
        }
        if (!isOnly) {
            throw new CommandFailure("--journal: one file keeps the attempts of one merchant (expected: a folder that "
                    + "exists, which gets a file for each)");
        }
        return JdbcAttemptJournal.sqlite(path);
    }

    private PGSimpleDataSource database() {
        PGSimpleDataSource database = new PGSimpleDataSource();
        try {
            database.setUrl(text);
        } catch (IllegalArgumentException e) {
            // The driver repeats the URL, which may hold a password.
            throw new CommandFailure("--journal: not a URL of a PostgreSQL database (expected: " + POSTGRESQL
                    + "//host:port/database?user=name)");
        }
        return database;
    }

    /**
     * Derives the key of the digests that represent users from the merchant's API key, so that there is no other secret
     * to keep. When the API key changes, users of older attempts are not compared.
     */
    private static byte[] userKey(MerchantPair merchant) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(("attempt journal of " + merchant.id() + "\0" + merchant.key()).getBytes(UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this JDK lacks SHA-256, which every JDK must have", e);
        }
    }
}
