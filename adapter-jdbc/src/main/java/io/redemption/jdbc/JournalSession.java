package io.redemption.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** One thread's connection to the database, with its statements. Not thread-safe. */
final class JournalSession {
    private final DataSource dataSource;
    private final Dialect dialect;
    private final Map<String, PreparedStatement> statements = new HashMap<>();
    private @Nullable Connection connection;
    private int isolation;

    JournalSession(DataSource dataSource, Dialect dialect) {
        this.dataSource = dataSource;
        this.dialect = dialect;
    }

    void begin() throws SQLException {
        dialect.begin(connected());
    }

    private Connection connected() throws SQLException {
        if (connection == null) {
            Connection opened = dataSource.getConnection();
            try {
                isolation = opened.getTransactionIsolation();
                dialect.prepare(opened);
                connection = opened;
            } finally {
                if (connection == null) {
                    closeQuietly(opened);
                }
            }
        }
        return connection;
    }

    /** Returns the statement of a template, ready for its parameters. */
    PreparedStatement prepared(String template) throws SQLException {
        PreparedStatement known = statements.get(template);
        if (known == null) {
            known = connected().prepareStatement(dialect.sql(template));
            statements.put(template, known);
        }
        return known;
    }

    void commit() throws SQLException {
        dialect.commit(connected());
    }

    /** Ends a transaction that has failed. A connection that cannot do that is given up. */
    void rollback() {
        Connection failed = connection;
        if (failed != null) {
            try {
                for (PreparedStatement statement : statements.values()) {
                    statement.clearBatch();
                }
                dialect.rollback(failed);
            } catch (SQLException notOpen) {
                // SQLite may have rolled back by itself. A new connection has no transaction open for certain.
                abandon();
            }
        }
    }

    /** Gives the connection up, because its state is not known. */
    void abandon() {
        Connection failed = connection;
        forget();
        if (failed != null) {
            closeQuietly(failed);
        }
    }

    /** Gives the connection back as it was found. */
    void release() {
        Connection unused = connection;
        if (unused == null) {
            return;
        }
        try {
            for (PreparedStatement statement : statements.values()) {
                statement.close();
            }
            dialect.restore(unused, isolation);
        } catch (SQLException broken) {
            // The pool checks what it gets back; an own connection is closed below.
        }
        abandon();
    }

    private void forget() {
        connection = null;
        statements.clear();
    }

    private static void closeQuietly(Connection connection) {
        try {
            connection.close();
        } catch (SQLException broken) {
            // It is given up all the same.
        }
    }
}
