/**
 * The Vauchar API on the wire, for clients and servers alike: paths, queries, the meaning of statuses, and every body
 * in both directions. Knows nothing of HTTP itself and shows no type of its JSON library.
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
