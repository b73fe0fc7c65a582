package wrong.cache;

import io.vertx.core.Vertx;

final class CacheUsesVertx {
    String name(Vertx vertx) {
        return vertx.getClass().getName();
    }
}
