package wrong.spring;

import io.vertx.core.Vertx;

final class StarterUsesVertx {
    String name(Vertx vertx) {
        return vertx.getClass().getName();
    }
}
