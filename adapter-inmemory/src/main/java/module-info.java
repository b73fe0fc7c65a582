/** An issuer in memory: what a unit test, a demonstration or a simulation needs instead of a network. */
module io.redemption.inmemory {
    requires static org.jspecify;
    requires transitive io.redemption.core;

    exports io.redemption.inmemory;
}
