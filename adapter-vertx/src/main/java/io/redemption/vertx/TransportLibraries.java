package io.redemption.vertx;

import io.redemption.internal.calls.Libraries;

/** The libraries that the transport was built with. Uses none of them, so that it is there when they are wrong. */
final class TransportLibraries {
    static final Libraries ALL = Libraries.of(
            TransportLibraries.class, TransportLibraries.class.getResourceAsStream("libraries.properties"));

    private TransportLibraries() {}
}
