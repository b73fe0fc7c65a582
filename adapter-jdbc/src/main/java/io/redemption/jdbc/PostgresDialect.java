package io.redemption.jdbc;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.Set;

/**
 * PostgreSQL. A commit is made by {@link Connection#commit} alone, which no query timeout and no cancelled statement
 * reaches. A commit whose wait for a standby was cancelled on the server returns normally, with a warning.
 */
final class PostgresDialect extends Dialect {
    private static final Set<String> CONFLICTS = Set.of("40001", "40P01", "55P03", "23505", "57014");

    @Override
    String folder() {
        return "postgresql";
    }

    @Override
    boolean isShared() {
        return true;
    }

    @Override
    boolean mayUseVirtualThreads() {
        return true;
    }

    @Override
    void prepare(Connection connection) throws SQLException {
        connection.setAutoCommit(true);
        connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
        connection.setNetworkTimeout(Runnable::run, NETWORK_TIMEOUT_MILLIS);
        String durability;
        try (Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery("show synchronous_commit")) {
            durability = answer.next() ? String.valueOf(answer.getString(1)) : "";
        }
        if (durability.equals("off")) {
            throw new IllegalStateException(
                    "journal database: synchronous_commit is off (expected: on, because a commit"
                            + " that is answered before it is durable may be lost)");
        }
        connection.setAutoCommit(false);
    }

    @Override
    void restore(Connection connection, int isolation) throws SQLException {
        connection.rollback();
        connection.setTransactionIsolation(isolation);
        connection.setNetworkTimeout(Runnable::run, 0);
        connection.setAutoCommit(true);
    }

    @Override
    void begin(Connection connection) {
        // The first statement begins it.
    }

    @Override
    void commit(Connection connection) throws SQLException {
        connection.clearWarnings();
        connection.commit();
        SQLWarning warning = connection.getWarnings();
        if (warning != null) {
            throw new NotReplicatedException(warning);
        }
    }

    @Override
    void rollback(Connection connection) throws SQLException {
        connection.rollback();
    }

    @Override
    Failure failure(SQLException thrown) {
        String state = thrown.getSQLState();
        if (state == null || state.startsWith("08") || state.startsWith("57P") || state.equals("53300")) {
            return Failure.LOST;
        }
        if (state.equals("53100")) {
            return Failure.FULL;
        }
        return CONFLICTS.contains(state) ? Failure.CONFLICT : Failure.REJECTED;
    }

    @Override
    void lockVersions(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("lock table redemption_journal_version in exclusive mode");
        }
    }

    @Override
    boolean claim() {
        return false;
    }

    @Override
    void release() {}

    /** Nothing to do: other processes live on, and the leases of those that do not will end. */
    @Override
    void freeHeld(Connection connection) {}

    @Override
    String now() {
        return "cast(extract(epoch from clock_timestamp()) * 1000 as bigint)";
    }

    @Override
    String lock() {
        return " for update of a";
    }

    @Override
    String skip() {
        return " for update of a skip locked";
    }
}
