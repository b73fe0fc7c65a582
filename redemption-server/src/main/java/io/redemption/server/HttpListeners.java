package io.redemption.server;

import io.vertx.core.Deployable;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * The listeners of one server, all on one port. Until the server is open, which takes no longer than learning the
 * number of a free port, they close what comes. Thread-safe.
 */
final class HttpListeners {
    private final RedemptionServerOptions options;
    private final Connections connections;
    private final List<HttpListener> all = new CopyOnWriteArrayList<>();
    private volatile @Nullable RequestHandler requestHandler;

    HttpListeners(RedemptionServerOptions options, Connections connections) {
        this.options = options;
        this.connections = connections;
    }

    /** Returns how many to deploy: one for each event loop, but one on a free port, which others could not share. */
    int count(int eventLoops) {
        return options.port() == 0 ? 1 : eventLoops;
    }

    /** Returns one more listener to deploy. */
    Deployable next() {
        HttpListener listener = new HttpListener(options, connections, () -> requestHandler);
        all.add(listener);
        return listener;
    }

    void open(RequestHandler requestHandler) {
        this.requestHandler = requestHandler;
    }

    int port() {
        return all.get(0).server().actualPort();
    }

    Future<?> shutdown(Duration grace) {
        return Future.join(all.stream()
                .map(HttpListener::server)
                .map((HttpServer server) -> server.shutdown(grace))
                .toList());
    }
}
