package io.redemption.server;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Counts the connections of a server and closes those that are too many, and those on which no head arrives in time. A
 * slow head does not extend the time, because nothing is known of a head before its end. Thread-safe.
 */
final class Connections {
    private final Vertx vertx;
    private final HttpLimits limits;
    private final AtomicInteger open = new AtomicInteger();
    private final Map<HttpConnection, Long> timers = new ConcurrentHashMap<>();

    Connections(Vertx vertx, HttpLimits limits) {
        this.vertx = vertx;
        this.limits = limits;
    }

    void opened(HttpConnection connection) {
        int now = open.incrementAndGet();
        connection.closeHandler(closed -> {
            open.decrementAndGet();
            stopWaiting(connection);
        });
        if (now > limits.maxConnections()) {
            connection.close();
        } else {
            await(connection, limits.head());
        }
    }

    /** A head has arrived: its request has a time limit of its own. */
    void busy(HttpConnection connection) {
        stopWaiting(connection);
    }

    /** An answer has been written: the next head may come. */
    void idle(HttpConnection connection) {
        await(connection, limits.idle());
    }

    private void await(HttpConnection connection, Duration time) {
        stopWaiting(connection);
        timers.put(connection, vertx.setTimer(time.toMillis(), fired -> connection.close()));
    }

    private void stopWaiting(HttpConnection connection) {
        Long timer = timers.remove(connection);
        if (timer != null) {
            vertx.cancelTimer(timer);
        }
    }
}
