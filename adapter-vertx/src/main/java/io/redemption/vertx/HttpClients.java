package io.redemption.vertx;

import io.redemption.events.TrafficClass;
import io.redemption.port.TimeSource;
import io.redemption.wire.ErrorBody;
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
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * The connection pools. Writes and reads have separate pools, because slow POSTs must not delay the GETs that resolve
 * them. Each has a second pool whose connections carry one request, so that no late response on a connection can be
 * taken for the response to a DELETE, or to a read that decides.
 */
final class HttpClients {
    /**
     * A server may close idle connections at any time; a short keep-alive makes it unlikely that a write gets such a
     * connection.
     */
    private static final int WRITE_KEEP_ALIVE_SECONDS = 5;

    private static final int READ_KEEP_ALIVE_SECONDS = 30;
    private static final int ONE_REQUEST = 0;

    /** How long a send may take beyond its own deadline after the port was closed. */
    private static final Duration GRACE = Duration.ofSeconds(1);

    private static final byte[] NO_BODY = {'{', '}'};

    private final List<HttpClient> all = new ArrayList<>();
    private final HttpPool writes;
    private final HttpPool freshWrites;
    private final HttpPool reads;
    private final HttpPool freshReads;
    private final ByteBudget budget;
    private final TimeSource time;
    private final Duration drainTimeout;
    private final Supplier<? extends CompletionStage<Void>> afterwards;

    private HttpClients(
            Vertx vertx, VertxRedemptionOptions options, Supplier<? extends CompletionStage<Void>> afterwards) {
        // Links the parser now: a version of Jackson that lacks something must not be noticed only by an answer.
        ErrorBody.read(NO_BODY);
        PoolTracker ofWrites = new PoolTracker(TrafficClass.WRITES, options.listener());
        PoolTracker ofReads = new PoolTracker(TrafficClass.READS, options.listener());
        this.writes = pool(vertx, options, WRITE_KEEP_ALIVE_SECONDS, ofWrites);
        this.freshWrites = pool(vertx, options, ONE_REQUEST, ofWrites);
        this.reads = pool(vertx, options, READ_KEEP_ALIVE_SECONDS, ofReads);
        this.freshReads = pool(vertx, options, ONE_REQUEST, ofReads);
        this.budget = new ByteBudget((long) options.maxListBytes() * VertxRedemptionOptions.LISTS_AT_ONCE);
        this.time = options.time();
        this.drainTimeout = options.sendTimeout().plus(GRACE);
        this.afterwards = afterwards;
    }

    /** Makes pools on an instance of the caller, which stays open. */
    static HttpClients on(Vertx vertx, VertxRedemptionOptions options) {
        return new HttpClients(vertx, options, () -> CompletableFuture.completedFuture(null));
    }

    /** Makes pools on the shared instance, which is closed with the last pools on it. */
    static HttpClients onShared(VertxRedemptionOptions options) {
        SharedVertx shared = SharedVertx.INSTANCE;
        Vertx vertx = shared.join();
        try {
            return new HttpClients(vertx, options, shared::leave);
        } catch (RuntimeException | LinkageError e) {
            CompletableFuture<Void> unused = shared.leave();
            throw e;
        }
    }

    private HttpPool pool(Vertx vertx, VertxRedemptionOptions options, int keepAliveSeconds, PoolTracker tracker) {
        PoolOptions size =
                new PoolOptions().setHttp1MaxSize(options.poolSize()).setMaxWaitQueueSize(options.maxQueuedSends());
        AddressOrder addresses = new AddressOrder();
        HttpClient client = vertx.httpClientBuilder()
                .with(TransportSettings.of(options, keepAliveSeconds))
                .with(size)
                .withLoadBalancer(addresses)
                // Every send receives its own errors; without a handler Vert.x would log them as well.
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
                HttpHeaders.createOptimized(UserAgent.of(options.applicationName())),
                new DateField());
    }

    HttpPool of(HttpRequestSpec spec) {
        if (spec.isWrite()) {
            return spec.needsFreshConnection() ? freshWrites : writes;
        }
        return spec.needsFreshConnection() ? freshReads : reads;
    }

    /** Returns the budget for the responses to all sends together. */
    ByteBudget budget() {
        return budget;
    }

    /** Rejects further sends, waits for those under way, then closes all connections. The stage does not fail. */
    CompletableFuture<Void> closeAsync() {
        writes.tracker().close();
        reads.tracker().close();
        CompletableFuture<Void> drained = CompletableFuture.allOf(
                writes.tracker().drained(), reads.tracker().drained());
        // Every send ends at its deadline. If one does not, its connection is closed all the same.
        TimeSource.Scheduled late = time.schedule(drainTimeout, () -> drained.complete(null));
        CompletableFuture<Void> closed = drained.thenCompose(nothing -> {
            HttpExchange.cancel(late);
            return ended(Future.join(all.stream().map(HttpClient::close).toList()));
        });
        return closed.thenCompose(nothing -> afterwards.get());
    }

    /** Returns a stage that completes when the future does, successfully or not. */
    static CompletableFuture<Void> ended(Future<?> ending) {
        CompletableFuture<Void> ended = new CompletableFuture<>();
        ending.onComplete(how -> ended.complete(null));
        return ended;
    }
}
