package io.redemption.vertx;

import io.redemption.Operation;
import io.redemption.RedemptionListener.Lane;
import io.redemption.TimeSource;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.net.PemTrustOptions;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * The two pools of connections: writes and reads do not wait for each other, because slow POSTs must not hold up the GETs
 * that find out what became of them. What Vert.x has on by default and money cannot have is switched off here, and in one
 * place only.
 */
final class HttpClients {
    /** A server closes idle connections when it likes; a write is least likely to meet that on a fresh one. */
    private static final int WRITE_KEEP_ALIVE_SECONDS = 5;

    private static final int READ_KEEP_ALIVE_SECONDS = 30;
    private static final int MAX_HEADER_BYTES = 16_384;

    /** What a send may still take after the port was closed, beyond its own deadline. */
    private static final Duration GRACE = Duration.ofSeconds(1);

    private final HttpPool writes;
    private final HttpPool reads;
    private final Room room;
    private final TimeSource time;
    private final Duration patience;

    HttpClients(Vertx vertx, VertxRedemptionOptions options) {
        this.writes = new HttpPool(
                client(vertx, options, WRITE_KEEP_ALIVE_SECONDS), new PoolUse(Lane.WRITES, options.listener()));
        this.reads = new HttpPool(
                client(vertx, options, READ_KEEP_ALIVE_SECONDS), new PoolUse(Lane.READS, options.listener()));
        this.room = new Room((long) options.maxListBytes() * VertxRedemptionOptions.LISTS_AT_ONCE);
        this.time = options.time();
        this.patience = options.sendTimeout().plus(GRACE);
    }

    /** The pool for an operation. */
    HttpPool of(Operation operation) {
        return switch (operation) {
            case REDEEM, REDEEM_ALL, REVERSE -> writes;
            case FIND, HISTORY, LOOKUP, VALIDATE -> reads;
        };
    }

    /** What the answers to all sends together may hold. */
    Room room() {
        return room;
    }

    /** Takes no more sends, lets those under way end, then closes all connections. The stage does not fail. */
    CompletableFuture<Void> shutdown() {
        writes.use().close();
        reads.use().close();
        CompletableFuture<Void> drained =
                CompletableFuture.allOf(writes.use().drained(), reads.use().drained());
        // Every send ends at its deadline; should one not, its connection is closed all the same.
        TimeSource.Scheduled late = time.schedule(patience, () -> drained.complete(null));
        return drained.thenCompose(nothing -> {
            late.cancel();
            return ended(Future.join(writes.client().close(), reads.client().close()));
        });
    }

    /** When something has ended, well or not. */
    static CompletableFuture<Void> ended(Future<?> ending) {
        CompletableFuture<Void> ended = new CompletableFuture<>();
        ending.onComplete(how -> ended.complete(null));
        return ended;
    }

    private static HttpClient client(Vertx vertx, VertxRedemptionOptions options, int keepAliveSeconds) {
        Origin origin = options.origin();
        int connectMillis = Math.toIntExact(options.connectTimeout().toMillis());
        HttpClientOptions http = new HttpClientOptions()
                .setProtocolVersion(HttpVersion.HTTP_1_1)
                .setUseAlpn(false)
                .setPipelining(false)
                .setDecompressionSupported(false)
                .setKeepAlive(true)
                .setKeepAliveTimeout(keepAliveSeconds)
                .setMaxHeaderSize(MAX_HEADER_BYTES)
                .setMaxRedirects(0)
                .setConnectTimeout(connectMillis)
                .setSslHandshakeTimeout(connectMillis)
                .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS)
                .setDefaultHost(origin.host())
                .setDefaultPort(origin.port())
                .setSsl(origin.tls());
        if (origin.tls()) {
            http.setVerifyHost(true);
            http.setEnabledSecureTransportProtocols(new LinkedHashSet<>(List.of("TLSv1.3", "TLSv1.2")));
            options.trusted()
                    .ifPresent(pem -> http.setTrustOptions(new PemTrustOptions().addCertValue(Buffer.buffer(pem))));
        }
        PoolOptions pool =
                new PoolOptions().setHttp1MaxSize(options.poolSize()).setMaxWaitQueueSize(options.maxQueuedSends());
        return vertx.httpClientBuilder()
                .with(http)
                .with(pool)
                // Every send learns of its own trouble; without a handler Vert.x would log it as well.
                .withConnectHandler(connection -> connection.exceptionHandler(thrown -> {}))
                .build();
    }
}
