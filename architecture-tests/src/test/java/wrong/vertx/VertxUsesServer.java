package wrong.vertx;

import wrong.server.ShowsVertx;

final class VertxUsesServer {
    String name(ShowsVertx server) {
        return server.getClass().getName();
    }
}
