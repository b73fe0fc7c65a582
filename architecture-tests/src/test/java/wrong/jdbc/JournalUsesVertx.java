package wrong.jdbc;

import io.vertx.core.Vertx;

final class JournalUsesVertx {
    String name(Vertx vertx) {
        return vertx.getClass().getName();
    }
}
