package wrong.micrometer;

import wrong.server.ShowsVertx;

final class MicrometerUsesServer {
    String name(ShowsVertx server) {
        return server.getClass().getName();
    }
}
