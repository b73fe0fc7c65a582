package io.redemption.reliability.faults;

import io.vertx.core.Vertx;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * A server on loopback that answers by plan, with whatever bytes the plan says, and counts what it was sent. Its event
 * loop is one, so a plan needs no locks for its own state. Thread-safe.
 */
public final class RawServer implements AutoCloseable {
    /** What is done about each complete request. */
    @FunctionalInterface
    public interface Plan {
        /**
         * Answers a request, or does not.
         *
         * @param exchange the request and its connection
         */
        void on(Exchange exchange);
    }

    private final Vertx vertx;
    private final NetServer server;
    private final Tally tally = new Tally();
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicInteger requestsCut = new AtomicInteger();
    private volatile Plan plan = Exchange::close;
    private volatile Consumer<NetSocket> greeting = socket -> {};

    public RawServer(Vertx vertx) {
        this(vertx, new NetServerOptions());
    }

    /** A server with options of its own, for example for TLS; host and port are set here. */
    public RawServer(Vertx vertx, NetServerOptions options) {
        this.vertx = vertx;
        this.server = vertx.createNetServer(
                new NetServerOptions(options).setHost("127.0.0.1").setPort(0).setAcceptBacklog(4096));
        server.connectHandler(this::connected);
        server.exceptionHandler(thrown -> {});
        Sockets.await(server.listen());
    }

    /** Answers every request so from now on. */
    public RawServer plan(Plan next) {
        this.plan = next;
        return this;
    }

    /** Answers every request with these bytes from now on, and keeps the connection. */
    public RawServer answers(String raw) {
        return plan(exchange -> exchange.write(raw));
    }

    /** Does this with every new connection from now on, before anything is read. */
    public RawServer greets(Consumer<NetSocket> next) {
        this.greeting = next;
        return this;
    }

    public int port() {
        return server.actualPort();
    }

    public String baseUri() {
        return "http://127.0.0.1:" + port();
    }

    /** What came. */
    public Tally tally() {
        return tally;
    }

    /** How many connections were ever made. */
    public int connections() {
        return connections.get();
    }

    /** How many connections are open. */
    public int openConnections() {
        return open.get();
    }

    /** How many connections ended within a request. */
    public int requestsCut() {
        return requestsCut.get();
    }

    private void connected(NetSocket socket) {
        connections.incrementAndGet();
        open.incrementAndGet();
        AtomicInteger number = new AtomicInteger();
        List<Runnable> onClosed = new ArrayList<>();
        Frames requests = new Frames(request -> {
            tally.add(request);
            plan.on(new Exchange(vertx, socket, request, number.incrementAndGet(), onClosed));
        });
        socket.exceptionHandler(reset -> {});
        socket.handler(requests::feed);
        socket.closeHandler(closed -> {
            open.decrementAndGet();
            onClosed.forEach(Runnable::run);
            if (requests.pendingBytes() > 0) {
                requestsCut.incrementAndGet();
            }
        });
        greeting.accept(socket);
    }

    @Override
    public void close() {
        Sockets.await(server.close());
    }
}
