/**
 * Metrics of redemptions. Micrometer is an automatic module, so a module that passes a registry must require it too.
 */
module io.redemption.micrometer {
    requires transitive io.redemption.core;
    requires micrometer.core;
    requires static org.jspecify;

    exports io.redemption.micrometer;
}
