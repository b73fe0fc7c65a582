package io.redemption.server;

import io.redemption.port.TimeSource;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Tracks the connections of a server: which wait for a head, which carry a request, and which have had their last
 * answer. Closes those on which no head arrives in time; a head is not visible before its end, so a slow one does not
 * extend the time. If there are too many, closes the one that has waited longest, or the new one if none waits.
 * Thread-safe.
 */
final class Connections {
    /** How long input after a last answer is discarded. Closing at once could destroy the answer on its way. */
    private static final Duration LINGER = Duration.ofSeconds(1);

    /** How long a stopping server still answers requests that arrive on open connections. */
    private static final Duration STOP_GRACE = Duration.ofMillis(250);

    private final Vertx vertx;
    private final HttpLimits limits;
    private final TimeSource time = TimeSource.system();
    private final Set<HttpConnection> open = new HashSet<>();
    /** Connections without a request, longest waiting first, with the times at which they are closed. */
    private final Map<HttpConnection, Long> waiting = new LinkedHashMap<>();
    /** The timer of a connection, if it has one. It is not moved for each request, but looks when it fires. */
    private final Map<HttpConnection, Alarm> alarms = new HashMap<>();

    private final Set<HttpConnection> ended = new HashSet<>();
    /** For each request whose body has not ended, the action that refuses it. */
    private final Map<HttpConnection, Runnable> refusals = new HashMap<>();

    private boolean stopping;

    /** A timer and the time at which it fires. */
    private record Alarm(long timer, long at) {}

    Connections(Vertx vertx, HttpLimits limits) {
        this.vertx = vertx;
        this.limits = limits;
    }

    void opened(HttpConnection connection) {
        connection.closeHandler(closed -> forget(connection));
        HttpConnection surplus = add(connection);
        if (surplus != null) {
            surplus.close();
        }
    }

    private synchronized @Nullable HttpConnection add(HttpConnection connection) {
        open.add(connection);
        await(connection, limits.head());
        if (open.size() <= limits.maxConnections()) {
            return null;
        }
        Iterator<HttpConnection> longestFirst = waiting.keySet().iterator();
        HttpConnection surplus = longestFirst.next();
        forget(surplus);
        return surplus;
    }

    /**
     * Notes that a head has arrived. Its request has its own time limit.
     *
     * @param refusal answers it if the server stops before {@link #carriesOut} is called
     * @return whether the request may be processed; if not, no answer can reach its client
     */
    synchronized boolean begins(HttpConnection connection, Runnable refusal) {
        if (!open.contains(connection) || ended.contains(connection)) {
            return false;
        }
        waiting.remove(connection);
        refusals.put(connection, refusal);
        return true;
    }

    /** Returns whether a request whose body has ended may be carried out. It may not if it was refused meanwhile. */
    synchronized boolean carriesOut(HttpConnection connection) {
        return refusals.remove(connection) != null;
    }

    /** Notes that an answer is written and the next head may arrive. */
    synchronized void idle(HttpConnection connection) {
        refusals.remove(connection);
        await(connection, limits.idle());
    }

    /** Notes that the last answer is written. Input after it is discarded until the connection closes. */
    synchronized void last(HttpConnection connection) {
        refusals.remove(connection);
        ended.add(connection);
        await(connection, LINGER);
    }

    /**
     * Makes each further answer the last on its connection. Refuses requests whose body has not ended.
     *
     * @param then what to run after a grace period for requests that are on their way; at once if there are no
     *     connections
     */
    void stop(Runnable then) {
        List<Runnable> now;
        boolean empty;
        synchronized (this) {
            stopping = true;
            now = List.copyOf(refusals.values());
            refusals.clear();
            empty = open.isEmpty();
        }
        now.forEach(Runnable::run);
        long grace = Math.min(STOP_GRACE.toMillis(), limits.stop().toMillis());
        if (empty || grace < 1) {
            then.run();
        } else {
            vertx.setTimer(grace, fired -> then.run());
        }
    }

    synchronized boolean isStopping() {
        return stopping;
    }

    private void await(HttpConnection connection, Duration delay) {
        if (!open.contains(connection)) {
            return;
        }
        long at = time.nanoTime() + delay.toNanos();
        waiting.remove(connection);
        waiting.put(connection, at);
        Alarm alarm = alarms.get(connection);
        if (alarm == null || alarm.at() - at > 0) {
            setAlarm(connection, at);
        }
    }

    private void setAlarm(HttpConnection connection, long at) {
        cancel(alarms.get(connection));
        // Rounded up, so that it does not look too early.
        long delay = 1 + TimeUnit.NANOSECONDS.toMillis(Math.max(0, at - time.nanoTime()));
        alarms.put(connection, new Alarm(vertx.setTimer(delay, fired -> look(connection)), at));
    }

    private void look(HttpConnection connection) {
        if (isOverdue(connection)) {
            connection.close();
        }
    }

    /** Returns whether a connection has waited for its time; if it has not yet, looks again then. */
    private synchronized boolean isOverdue(HttpConnection connection) {
        alarms.remove(connection);
        Long at = waiting.get(connection);
        if (at == null) {
            return false;
        }
        if (at - time.nanoTime() > 0) {
            setAlarm(connection, at);
            return false;
        }
        forget(connection);
        return true;
    }

    private synchronized void forget(HttpConnection connection) {
        open.remove(connection);
        ended.remove(connection);
        refusals.remove(connection);
        waiting.remove(connection);
        cancel(alarms.remove(connection));
    }

    private void cancel(@Nullable Alarm alarm) {
        if (alarm != null) {
            vertx.cancelTimer(alarm.timer());
        }
    }
}
