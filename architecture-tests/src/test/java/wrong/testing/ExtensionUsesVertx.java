package wrong.testing;

import io.vertx.core.Vertx;

final class ExtensionUsesVertx {
    String name(Vertx vertx) {
        return vertx.toString();
    }
}
