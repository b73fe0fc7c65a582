/** An attempt journal in a database that survives kills: SQLite for one node, PostgreSQL for many. */
module io.redemption.jdbc {
    requires static org.jspecify;
    requires transitive io.redemption.core;
    requires transitive java.sql;

    exports io.redemption.jdbc;
}
