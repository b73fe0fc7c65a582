package io.redemption.jdbc;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/** One real PostgreSQL server for all tests of this JVM, with a schema for each. */
final class PostgresServer {
    private static final AtomicInteger SCHEMAS = new AtomicInteger();

    private PostgresServer() {}

    private static final class Holder {
        static final EmbeddedPostgres SERVER = start();
    }

    private static EmbeddedPostgres start() {
        try {
            // The embedded server is fast by default and keeps nothing it promises.
            return EmbeddedPostgres.builder()
                    .setServerConfig("max_connections", "300")
                    .setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("full_page_writes", "on")
                    .start();
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    /** Returns an empty schema. */
    static DataSource newDatabase() {
        return new DriverDataSource(urlOfNewSchema());
    }

    /** Creates an empty schema, and returns the URL that any process can use. */
    static String urlOfNewSchema() {
        String schema = "journal" + SCHEMAS.incrementAndGet();
        String url = "jdbc:postgresql://localhost:" + Holder.SERVER.getPort() + "/postgres?user=postgres&currentSchema="
                + schema;
        execute(new DriverDataSource(url), "create schema " + schema);
        return url;
    }

    /** Runs statements in a database. */
    static void execute(DataSource dataSource, String... statements) {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            for (String each : statements) {
                statement.execute(each);
            }
        } catch (SQLException refused) {
            throw new IllegalStateException(refused);
        }
    }
}
