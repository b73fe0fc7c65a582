package wrong.server;

import io.vertx.core.Vertx;

public final class ShowsVertx {
    public String name(Vertx vertx) {
        return vertx.toString();
    }
}
