package io.redemption.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;

/** What differs between the databases: transactions, locks, the clock, and what an error means. Immutable. */
abstract sealed class Dialect permits SqliteDialect, PostgresDialect {
    /** How long one answer of the database may take before its connection is given up. */
    static final int NETWORK_TIMEOUT_MILLIS = 30_000;

    /**
     * Returns the dialect of a database.
     *
     * @throws IllegalArgumentException if it is none of those that the journal is tested with
     */
    static Dialect of(Connection connection) throws SQLException {
        String product = connection.getMetaData().getDatabaseProductName();
        return switch (product.toLowerCase(Locale.ROOT)) {
            case "sqlite" -> new SqliteDialect(SqliteFile.of(connection));
            case "postgresql" -> new PostgresDialect();
            case "h2" ->
                throw new IllegalArgumentException(
                        "journal database: H2 (expected: SQLite or PostgreSQL, because H2 loses acknowledged rows when"
                                + " its process is killed)");
            default ->
                throw new IllegalArgumentException(
                        "journal database: " + product + " (expected: SQLite or PostgreSQL, which are tested)");
        };
    }

    /** The name of the folder with the SQL resources. */
    abstract String folder();

    /** Whether several processes may use the journal at the same time. */
    abstract boolean isShared();

    /** Whether the threads that write may be virtual ones. */
    abstract boolean mayUseVirtualThreads();

    /** Makes a connection ready; called once after it was opened or borrowed. */
    abstract void prepare(Connection connection) throws SQLException;

    /**
     * Undoes {@link #prepare} and sets the isolation that was found, so that the next borrower of a pool finds the
     * connection as it was.
     */
    abstract void restore(Connection connection, int isolation) throws SQLException;

    abstract void begin(Connection connection) throws SQLException;

    /**
     * Commits. Returns only if the commit is as durable as the database is configured to make it.
     *
     * @throws SQLException if that is not known
     */
    abstract void commit(Connection connection) throws SQLException;

    abstract void rollback(Connection connection) throws SQLException;

    abstract Failure failure(SQLException thrown);

    /** Keeps two nodes from migrating at once; called inside a transaction. */
    abstract void lockVersions(Connection connection) throws SQLException;

    /**
     * Returns whether no other process can hold doubts, and claims to be the only one that may free them. Every journal
     * but a visitor claims, once.
     */
    abstract boolean claim();

    /** Gives up what {@link #claim} claimed. May be repeated. */
    abstract void release();

    /** Frees the doubts that processes hold which have ended; called inside a transaction after a claim. */
    abstract void freeHeld(Connection connection) throws SQLException;

    /** Returns the statement of a template with {@code {now}}, {@code {lock}} and {@code {skip}}. */
    final String sql(String template) {
        return template.replace("{now}", now()).replace("{lock}", lock()).replace("{skip}", skip());
    }

    /** The database's time in milliseconds. */
    abstract String now();

    abstract String lock();

    abstract String skip();
}
