/**
 * The HTTP client of the Vauchar API. Vert.x types are in two places of the public API: the Vert.x instance that a
 * caller may supply, and the options of its HTTP client that a caller may adjust.
 */
module io.redemption.vertx {
    requires transitive io.redemption.core;
    requires io.redemption.wire;
    requires transitive io.vertx.core;
    requires io.vertx.web.client;
    requires io.vertx.web.common;
    requires static org.jspecify;

    exports io.redemption.vertx;
}
