/**
 * Metrics of redemptions. Micrometer is an automatic module, so a module that passes a registry must require it too.
 */
module io.redemption.micrometer {
    requires transitive io.redemption.core;
    requires micrometer.core;
    // Their events are measured where they are present.
    requires static io.redemption.vertx;
    requires static io.redemption.resilience;
    requires static io.redemption.cache;
    requires static org.jspecify;

    exports io.redemption.micrometer;
}
