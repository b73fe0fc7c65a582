package wrong.resilience;

import io.vertx.core.Vertx;

final class ResilienceUsesVertx {
    String name(Vertx vertx) {
        return vertx.getClass().getName();
    }
}
