package io.redemption.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.redemption.jdbc.JdbcAttemptJournal;
import io.redemption.jdbc.JdbcAttemptJournalBuilder;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/** Where attempts are kept: a SQLite file, a folder with one for each merchant, or a PostgreSQL database. Immutable. */
final class JournalPlace {
    private static final String POSTGRESQL = "jdbc:postgresql:";
    private static final String SUFFIX = ".journal.db";

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
     * @param keepSettled how long what is settled is kept
     * @throws CommandFailure in one sentence, if it cannot be opened or is not a place for several merchants
     */
    JdbcAttemptJournal open(MerchantPair merchant, boolean isOnly, Duration keepSettled) {
        try {
            return builder(merchant, isOnly)
                    .userKey(userKey(merchant))
                    .keepSettled(keepSettled)
                    .maxSettled(MAX_SETTLED)
                    .build();
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw new CommandFailure("--journal: " + e.getMessage());
        }
    }

    /**
     * Opens a journal beside the process that works with it, if there is one. Creates nothing.
     *
     * @param merchant whose; {@code null} if the place has one merchant only
     * @throws CommandFailure in one sentence, if it cannot be opened
     */
    JdbcAttemptJournal visit(@Nullable String merchant) {
        try {
            JdbcAttemptJournalBuilder journal = isPostgresql(text)
                    ? JdbcAttemptJournal.builder(database())
                    : JdbcAttemptJournal.sqlite(existing(merchant));
            return journal.asVisitor().build();
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw new CommandFailure("--journal: " + e.getMessage());
        }
    }

    private Path existing(@Nullable String merchant) {
        Path path = Path.of(text);
        if (!Files.isDirectory(path)) {
            return path;
        }
        if (merchant != null) {
            return path.resolve(fileName(merchant));
        }
        try (Stream<Path> files = Files.list(path)) {
            List<Path> journals = files.filter(
                            file -> String.valueOf(file.getFileName()).endsWith(SUFFIX))
                    .toList();
            if (journals.size() == 1) {
                return journals.get(0);
            }
            throw new CommandFailure("--journal: " + path + " has " + Counts.of(journals.size(), "journal")
                    + " (expected: one, or --merchant, which says whose)");
        } catch (IOException e) {
            throw new CommandFailure(
                    "--journal: " + path + " cannot be read (" + e.getClass().getSimpleName() + ")");
        }
    }

    private static String fileName(String merchant) {
        return URLEncoder.encode(merchant, UTF_8) + SUFFIX;
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
            return JdbcAttemptJournal.sqlite(path.resolve(fileName(merchant.id())));
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
