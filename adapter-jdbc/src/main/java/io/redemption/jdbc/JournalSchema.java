package io.redemption.jdbc;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;

/** The tables of the journal and their versions. Later versions only add, so that an older library goes on working. */
final class JournalSchema {
    /** The SQL resources, one for each version. */
    private static final List<String> VERSIONS =
            List.of("V1__redemption_journal.sql", "V2__redemption_baskets.sql", "V3__redemption_decision.sql");

    private static final String VERSION_TABLE =
            "create table if not exists redemption_journal_version (version integer not null primary key)";

    private static final int MAX_RACES = 20;

    private JournalSchema() {}

    /** Brings the tables to the newest version. Of nodes that do it at once, one waits for the other. */
    static void migrate(Connection connection, Dialect dialect) throws SQLException {
        for (int races = 0; ; races++) {
            try {
                dialect.begin(connection);
                execute(connection, VERSION_TABLE);
                dialect.lockVersions(connection);
                int found = version(connection);
                for (int version = found + 1; version <= VERSIONS.size(); version++) {
                    apply(connection, dialect, version);
                }
                dialect.commit(connection);
                return;
            } catch (SQLException thrown) {
                dialect.rollback(connection);
                // Two nodes that create one table at once: the database refuses the second, which then finds the table.
                if (dialect.failure(thrown) != Failure.CONFLICT || races >= MAX_RACES) {
                    throw thrown;
                }
            }
        }
    }

    /** Brings the tables from the version before to this one, in the transaction of the caller. */
    static void apply(Connection connection, Dialect dialect, int version) throws SQLException {
        String resource = dialect.folder() + "/" + VERSIONS.get(version - 1);
        for (String statement : statements(resource)) {
            execute(connection, statement);
        }
    }

    private static List<String> statements(String resource) {
        try (InputStream in = JournalSchema.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("journal: the resource " + resource + " is missing from the library");
            }
            String text = new String(in.readAllBytes(), UTF_8).replaceAll("(?m)^--.*$", "");
            return Arrays.stream(text.split(";", -1))
                    .map(String::strip)
                    .filter(statement -> !statement.isEmpty())
                    .toList();
        } catch (IOException unread) {
            throw new IllegalStateException("journal: the resource " + resource + " cannot be read", unread);
        }
    }

    /** Throws if the tables are missing. */
    static void require(Connection connection, Dialect dialect) throws SQLException {
        int version;
        try {
            dialect.begin(connection);
            version = version(connection);
            dialect.commit(connection);
        } catch (SQLException missing) {
            dialect.rollback(connection);
            throw new IllegalStateException(
                    "journal database: its tables are missing (expected: JdbcAttemptJournal.migrate(dataSource) was"
                            + " called, or your migration tool has run the SQL resources in io/redemption/jdbc/"
                            + dialect.folder() + ")",
                    missing);
        }
        if (version < VERSIONS.size()) {
            throw new IllegalStateException("journal database: its tables have version " + version + " (expected: "
                    + VERSIONS.size() + " or later)");
        }
    }

    private static int version(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("select coalesce(max(version), 0) from redemption_journal_version")) {
            return row.next() ? row.getInt(1) : 0;
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
