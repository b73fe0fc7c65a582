/** A wire-compatible HTTP server for the Vauchar redemption API, over any issuer, as a library. */
module io.redemption.server {
    requires transitive io.redemption.core;
    requires com.fasterxml.jackson.core;
    requires io.netty.codec;
    requires io.netty.codec.http;
    requires io.netty.transport;
    requires io.redemption.wire;
    requires io.vertx.core;
    requires org.slf4j;
    requires static org.jspecify;

    exports io.redemption.server;
}
