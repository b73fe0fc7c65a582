/** Metrics of redemptions. Micrometer is an automatic module, so whoever hands a registry in requires it herself. */
module io.redemption.micrometer {
    requires transitive io.redemption.core;
    requires micrometer.core;
    requires static org.jspecify;

    exports io.redemption.micrometer;
}
