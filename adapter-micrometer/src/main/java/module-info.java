/**
 * Metrics, observations and traces of redemptions. Micrometer's modules are automatic, so a module that passes a
 * registry must require them too.
 */
module io.redemption.micrometer {
    requires transitive io.redemption.core;
    requires micrometer.core;
    requires micrometer.commons;
    requires micrometer.observation;
    // Their events are measured where they are present.
    requires static io.redemption.vertx;
    requires static io.redemption.resilience;
    requires static io.redemption.cache;
    // For the hook over it.
    requires static context.propagation;
    requires static org.jspecify;

    exports io.redemption.micrometer;
}
