/** The client stack of the Vauchar API, composed: one options object in, {@code Redemptions} out. */
module io.redemption.vauchar {
    requires transitive io.redemption.core;
    requires transitive io.redemption.vertx;
    requires transitive io.redemption.resilience;
    requires transitive io.redemption.cache;
    requires org.slf4j;
    requires static org.jspecify;

    exports io.redemption.vauchar;
}
