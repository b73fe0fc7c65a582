/**
 * A wire-compatible HTTP server of the Vauchar redemption API over any issuer, and the {@code redemption} command, which
 * runs it as a sandbox.
 */
module io.redemption.server {
    requires transitive io.redemption.core;
    requires com.fasterxml.jackson.core;
    requires info.picocli;
    requires io.netty.codec;
    requires io.netty.codec.http;
    requires io.netty.transport;
    requires io.redemption.inmemory;
    requires io.redemption.vauchar;
    requires io.redemption.vertx;
    requires io.redemption.wire;
    requires io.vertx.core;
    requires org.slf4j;
    requires static org.jspecify;

    exports io.redemption.server;

    opens io.redemption.server.command to
            info.picocli;
}
