/** The whole client stack of the Vauchar API: creates {@code Redemptions} from one options object. */
module io.redemption.vauchar {
    requires transitive io.redemption.core;
    requires transitive io.redemption.vertx;
    requires transitive io.redemption.resilience;
    requires transitive io.redemption.cache;
    requires org.slf4j;
    requires static org.jspecify;

    exports io.redemption.vauchar;
}
