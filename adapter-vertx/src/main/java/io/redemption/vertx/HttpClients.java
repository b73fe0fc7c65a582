package io.redemption.vertx;

import io.redemption.events.RedemptionListener.TrafficClass;
import io.redemption.port.TimeSource;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.PoolOptions;
import io.vertx.ext.web.client.WebClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * The pools of connections. Writes and reads do not wait for each other, because slow POSTs must not hold up the GETs
 * that find out what became of them. Each of the two has a twin whose connections carry one request: nothing that an
 * earlier answer left on a connection can be taken for the answer to a DELETE, or to a read that decides.
 */
final class HttpClients {
    /** A server closes idle connections when it likes; a write is least likely to meet that on a fresh one. */
    private static final int WRITE_KEEP_ALIVE_SECONDS = 5;

    private static final int READ_KEEP_ALIVE_SECONDS = 30;
    private static final int ONE_REQUEST = 0;

    /** What a send may still take after the port was closed, beyond its own deadline. */
    private static final Duration GRACE = Duration.ofSeconds(1);

    private final List<HttpClient> all = new ArrayList<>();
    private final HttpPool writes;
    private final HttpPool freshWrites;
    private final HttpPool reads;
    private final HttpPool freshReads;
    private final ByteBudget budget;
    private final TimeSource time;
    private final Duration drainTimeout;

    HttpClients(Vertx vertx, VertxRedemptionOptions options) {
        PoolTracker ofWrites = new PoolTracker(TrafficClass.WRITES, options.listener());
        PoolTracker ofReads = new PoolTracker(TrafficClass.READS, options.listener());
        this.writes = pool(vertx, options, WRITE_KEEP_ALIVE_SECONDS, ofWrites);
        this.freshWrites = pool(vertx, options, ONE_REQUEST, ofWrites);
        this.reads = pool(vertx, options, READ_KEEP_ALIVE_SECONDS, ofReads);
        this.freshReads = pool(vertx, options, ONE_REQUEST, ofReads);
        this.budget = new ByteBudget((long) options.maxListBytes() * VertxRedemptionOptions.LISTS_AT_ONCE);
        this.time = options.time();
        this.drainTimeout = options.sendTimeout().plus(GRACE);
    }

    private HttpPool pool(Vertx vertx, VertxRedemptionOptions options, int keepAliveSeconds, PoolTracker tracker) {
        PoolOptions size =
                new PoolOptions().setHttp1MaxSize(options.poolSize()).setMaxWaitQueueSize(options.maxQueuedSends());
        AddressOrder addresses = new AddressOrder();
        HttpClient client = vertx.httpClientBuilder()
                .with(TransportSettings.of(options, keepAliveSeconds))
                .with(size)
                .withLoadBalancer(addresses)
                // Every send learns of its own trouble; without a handler Vert.x would log it as well.
                .withConnectHandler(connection -> connection.exceptionHandler(thrown -> {}))
                .build();
        all.add(client);
        ProxyServer proxy = options.proxyInUse();
        String peer = options.origin().authority() + (proxy == null ? "" : " through the " + proxy);
        return new HttpPool(
                WebClient.wrap(client, TransportSettings.ofWebClient(options)),
                tracker,
                addresses,
                peer,
                HttpHeaders.createOptimized(UserAgent.of(options.applicationName())));
    }

    /** The pool for a request. */
    HttpPool of(HttpRequestSpec spec) {
        if (spec.isWrite()) {
            return spec.needsFreshConnection() ? freshWrites : writes;
        }
        return spec.needsFreshConnection() ? freshReads : reads;
    }

    /** What the answers to all sends together may hold. */
    ByteBudget budget() {
        return budget;
    }

    /** Takes no more sends, lets those under way end, then closes all connections. The stage does not fail. */
    CompletableFuture<Void> closeAsync() {
        writes.tracker().close();
        reads.tracker().close();
        CompletableFuture<Void> drained = CompletableFuture.allOf(
                writes.tracker().drained(), reads.tracker().drained());
        // Every send ends at its deadline; should one not, its connection is closed all the same.
        TimeSource.Scheduled late = time.schedule(drainTimeout, () -> drained.complete(null));
        return drained.thenCompose(nothing -> {
            late.cancel();
            return ended(Future.join(all.stream().map(HttpClient::close).toList()));
        });
    }

    /** When something has ended, well or not. */
    static CompletableFuture<Void> ended(Future<?> ending) {
        CompletableFuture<Void> ended = new CompletableFuture<>();
        ending.onComplete(how -> ended.complete(null));
        return ended;
    }
}
