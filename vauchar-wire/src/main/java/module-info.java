/**
 * The wire format of the Vauchar API, for clients and servers: paths, queries, the meaning of statuses, and every body
 * in both directions. Does not depend on an HTTP library and exposes no type of its JSON library. Exported to our own
 * modules only.
 */
@SuppressWarnings("module") // the modules of the qualified export are not there yet when this one is compiled
module io.redemption.wire {
    requires transitive io.redemption.core;
    requires com.fasterxml.jackson.core;
    requires static org.jspecify;

    exports io.redemption.wire to
            io.redemption.cli,
            io.redemption.server,
            io.redemption.vertx;
}
