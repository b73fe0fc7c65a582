/** The {@code redemption} command: a demonstration, a server over an issuer in memory, a gateway, and a probe. */
module io.redemption.cli {
    requires com.fasterxml.jackson.core;
    requires info.picocli;
    requires io.redemption.core;
    requires io.redemption.inmemory;
    requires io.redemption.jdbc;
    requires io.redemption.server;
    requires io.redemption.vauchar;
    requires io.redemption.vertx;
    requires io.redemption.wire;
    requires io.vertx.core;
    requires java.naming;
    requires java.sql;
    requires org.postgresql.jdbc;
    requires static org.jspecify;

    opens io.redemption.cli to
            info.picocli;
}
