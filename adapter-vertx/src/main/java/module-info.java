/**
 * The HTTP client of the Vauchar API. Vert.x types show in one place of the public API: the Vert.x instance that a caller
 * may hand in.
 */
module io.redemption.vertx {
    requires transitive io.redemption.core;
    requires io.redemption.wire;
    requires transitive io.vertx.core;
    requires static org.jspecify;

    exports io.redemption.vertx;
}
