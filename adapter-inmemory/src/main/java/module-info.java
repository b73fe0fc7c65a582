/** An issuer in memory, for unit tests, demonstrations and simulations without a network. */
module io.redemption.inmemory {
    requires static org.jspecify;
    requires transitive io.redemption.core;

    exports io.redemption.inmemory;
}
