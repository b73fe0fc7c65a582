package io.redemption.reliability.faults;

import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * Stands between a client and a server on loopback, knows HTTP well enough to see each request whole, and does to each
 * exchange what a plan says. Counts what it was sent, so that a request that never reaches the server is seen too.
 * Thread-safe.
 */
public final class FaultProxy implements AutoCloseable {
    private final Vertx vertx;
    private final int serverPort;
    private final NetServer front;
    private final NetClient back;
    private final Tally tally = new Tally();
    private final Map<String, Integer> faults = new ConcurrentHashMap<>();
    private final AtomicInteger open = new AtomicInteger();
    private volatile Function<RawMessage, Fault> plan = request -> Fault.none();

    /** A proxy before a server; everything passes until there is a plan. */
    public FaultProxy(Vertx vertx, int serverPort) {
        this.vertx = vertx;
        this.serverPort = serverPort;
        this.back = vertx.createNetClient();
        this.front = vertx.createNetServer(
                new NetServerOptions().setHost("127.0.0.1").setPort(0).setAcceptBacklog(4096));
        front.connectHandler(this::connected);
        front.exceptionHandler(thrown -> {});
        Sockets.await(front.listen());
    }

    /** What happens to each exchange from now on; is asked on the proxy's one event loop, in the order of requests. */
    public FaultProxy plan(Function<RawMessage, Fault> next) {
        this.plan = next;
        return this;
    }

    /** The same for every exchange. */
    public FaultProxy always(Fault fault) {
        return plan(request -> fault);
    }

    public int port() {
        return front.actualPort();
    }

    public String baseUri() {
        return "http://127.0.0.1:" + port();
    }

    /** The whole requests that clients sent, whether they went on or not. */
    public Tally tally() {
        return tally;
    }

    /** How often each fault was injected, by name. */
    public Map<String, Integer> faults() {
        return new TreeMap<>(faults);
    }

    /** How many faults were injected. */
    public int faultCount() {
        return faults.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** How many connections of clients are open. */
    public int openConnections() {
        return open.get();
    }

    private Fault next(RawMessage request) {
        tally.add(request);
        Fault fault = plan.apply(request);
        if (!fault.equals(Fault.none())) {
            faults.merge(fault.name(), 1, Integer::sum);
        }
        return fault;
    }

    private void connected(NetSocket client) {
        open.incrementAndGet();
        ProxiedConnection connection = new ProxiedConnection(vertx, client, this::next, open::decrementAndGet);
        back.connect(serverPort, "127.0.0.1").onComplete(connection::attach, unreachable -> client.close());
    }

    @Override
    public void close() {
        Sockets.await(front.close());
        Sockets.await(back.close());
    }
}
