package wrong.spring.test;

import io.vertx.core.Vertx;

final class FixtureUsesVertx {
    String name(Vertx vertx) {
        return vertx.getClass().getName();
    }
}
