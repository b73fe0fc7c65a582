package io.redemption.jdbc;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * SQLite. The driver's own transactions are not used: after a full disk it believes that one is open although SQLite
 * has rolled it back, and from then on each insert commits alone while each commit is reported as failed.
 */
final class SqliteDialect extends Dialect {
    private static final int BUSY_TIMEOUT_MILLIS = 10_000;
    private static final int BUSY = 5;
    private static final int LOCKED = 6;
    private static final int FULL = 13;
    private static final int CONSTRAINT = 19;
    private static final int READ_ONLY = 8;
    private static final int IO_ERROR = 10;
    private static final int CORRUPT = 11;
    private static final int CANNOT_OPEN = 14;
    private static final int NOT_A_DATABASE = 26;

    private final SqliteFile file;
    private final FileOwner owner;

    SqliteDialect(SqliteFile file) {
        this.file = file;
        this.owner = new FileOwner(file.path());
    }

    @Override
    String folder() {
        return "sqlite";
    }

    @Override
    boolean isShared() {
        return false;
    }

    /** A native call pins its carrier thread while the disk works. */
    @Override
    boolean mayUseVirtualThreads() {
        return false;
    }

    @Override
    void prepare(Connection connection) throws SQLException {
        if (!connection.getAutoCommit()) {
            connection.setAutoCommit(true);
        }
        SqliteFile.of(connection).requireSameAs(file);
        pragma(connection, "busy_timeout = " + BUSY_TIMEOUT_MILLIS);
        require("journal mode", pragma(connection, "journal_mode = wal"), "wal");
        pragma(connection, "synchronous = full");
        require("synchronous", pragma(connection, "synchronous"), "2");
        file.restrict();
    }

    private void require(String what, String found, String expected) {
        if (!found.equalsIgnoreCase(expected)) {
            throw new IllegalStateException(
                    "journal " + file + ": " + what + " is " + found + " (expected: " + expected + ")");
        }
    }

    /** Sets or reads a pragma; returns its answer, or an empty text if there is none. */
    private static String pragma(Connection connection, String pragma) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            if (!statement.execute("pragma " + pragma)) {
                return "";
            }
            try (ResultSet answer = statement.getResultSet()) {
                return answer.next() ? String.valueOf(answer.getString(1)) : "";
            }
        }
    }

    @Override
    void restore(Connection connection, int isolation) {
        // What was set lasts with the file, or harms no other use of the connection.
    }

    @Override
    void begin(Connection connection) throws SQLException {
        file.requireUnchanged();
        // A transaction that reads first cannot become a writer once another process has written.
        execute(connection, "begin immediate");
    }

    @Override
    void commit(Connection connection) throws SQLException {
        execute(connection, "commit");
    }

    @Override
    void rollback(Connection connection) throws SQLException {
        execute(connection, "rollback");
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The driver leaves the SQL state empty; the low byte of the error code is SQLite's primary code. */
    @Override
    Failure failure(SQLException thrown) {
        return switch (thrown.getErrorCode() & 0xff) {
            case FULL -> Failure.FULL;
            case BUSY, LOCKED, CONSTRAINT -> Failure.CONFLICT;
            case READ_ONLY, IO_ERROR, CORRUPT, CANNOT_OPEN, NOT_A_DATABASE -> Failure.LOST;
            default -> thrown.getErrorCode() == 0 ? Failure.LOST : Failure.REJECTED;
        };
    }

    /** Nothing to do: the transaction has begun by taking the only write lock. */
    @Override
    void lockVersions(Connection connection) {}

    /** A second process on the file is not meant to be, but must not free what the first one holds. */
    @Override
    boolean claim() {
        return owner.claim();
    }

    @Override
    void release() {
        owner.release();
    }

    @Override
    void freeHeld(Connection connection) throws SQLException {
        execute(connection, "update redemption_attempt set held_until = 0 where state < 3");
        execute(connection, "update redemption_reversal set held_until = 0 where state = 2");
    }

    @Override
    String now() {
        return "cast((julianday('now') - 2440587.5) * 86400000 as integer)";
    }

    @Override
    String lock() {
        return "";
    }

    @Override
    String skip() {
        return "";
    }
}
