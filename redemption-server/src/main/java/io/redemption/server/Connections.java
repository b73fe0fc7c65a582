package io.redemption.server;

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
import org.jspecify.annotations.Nullable;

/**
 * Knows the connections of a server: which of them wait for a head, which carry a request, and on which nothing is
 * carried out any more because their last answer is written. Closes those on which no head arrives in time; a slow head
 * does not extend the time, because nothing is known of a head before its end. If there are too many, the one that has
 * waited longest is closed, and a new one only if none waits. Thread-safe.
 */
final class Connections {
    /** How long what follows a last answer is thrown away: closing at once would destroy the answer on its way. */
    private static final Duration LINGER = Duration.ofSeconds(1);

    /** How long a server that stops still answers what comes on connections that are open. */
    private static final Duration NOTICE = Duration.ofMillis(250);

    private final Vertx vertx;
    private final HttpLimits limits;
    private final Set<HttpConnection> open = new HashSet<>();
    /** Those without a request, the one that has waited longest first, with the timers that close them. */
    private final Map<HttpConnection, Long> waiting = new LinkedHashMap<>();

    private final Set<HttpConnection> ended = new HashSet<>();
    /** What refuses each request whose body has not ended. */
    private final Map<HttpConnection, Runnable> refusals = new HashMap<>();

    private boolean stopping;

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
     * A head has arrived: its request has a time limit of its own.
     *
     * @param refusal what answers it if the server stops before {@link #carriesOut} was asked
     * @return whether the request may be looked at; if not, no answer can reach its client any more
     */
    synchronized boolean begins(HttpConnection connection, Runnable refusal) {
        if (!open.contains(connection) || ended.contains(connection)) {
            return false;
        }
        stopWaiting(connection);
        refusals.put(connection, refusal);
        return true;
    }

    /** Whether a request whose body has ended may be carried out: not if it was refused meanwhile. */
    synchronized boolean carriesOut(HttpConnection connection) {
        return refusals.remove(connection) != null;
    }

    /** An answer is written, and the next head may come. */
    synchronized void idle(HttpConnection connection) {
        refusals.remove(connection);
        await(connection, limits.idle());
    }

    /** The last answer is written: what comes behind it is thrown away for a moment. */
    synchronized void last(HttpConnection connection) {
        refusals.remove(connection);
        ended.add(connection);
        await(connection, LINGER);
    }

    /**
     * From now on each answer is the last on its connection. Refuses what has begun and can still be refused.
     *
     * @param then what to do when clients had a moment to send what they were just about to, or at once if there are
     *     none
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
        long notice = Math.min(NOTICE.toMillis(), limits.stop().toMillis());
        if (empty || notice < 1) {
            then.run();
        } else {
            vertx.setTimer(notice, fired -> then.run());
        }
    }

    synchronized boolean isStopping() {
        return stopping;
    }

    private void await(HttpConnection connection, Duration time) {
        stopWaiting(connection);
        if (open.contains(connection)) {
            waiting.put(connection, vertx.setTimer(time.toMillis(), fired -> {
                forget(connection);
                connection.close();
            }));
        }
    }

    private synchronized void forget(HttpConnection connection) {
        open.remove(connection);
        ended.remove(connection);
        refusals.remove(connection);
        stopWaiting(connection);
    }

    private void stopWaiting(HttpConnection connection) {
        Long timer = waiting.remove(connection);
        if (timer != null) {
            vertx.cancelTimer(timer);
        }
    }
}
