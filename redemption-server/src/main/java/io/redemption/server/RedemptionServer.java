package io.redemption.server;

import io.redemption.wire.RedeemableWriter;
import io.redemption.wire.RedemptionWriter;
import io.redemption.wire.ValidationBody;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Serves the Vauchar redemption API over HTTP, with the documented shapes and statuses, over the issuers of its
 * merchants. Thread-safe.
 *
 * <p>Extensions of the API, unless {@link RedemptionServerOptions.Builder#strictVauchar} turns them off:
 *
 * <ul>
 *   <li>A POST may carry an {@code Idempotency-Key}. The same key with the same content gets the same answer as long as
 *       it is kept in memory, up to a bound ({@link Merchant#MAX_ISSUED_ANSWER_BYTES}).
 *   <li>Errors of writes have the header {@code Redemption-Executed}, which says whether something happened.
 *   <li>Refusals list their violations.
 *   <li>Coupons can be issued.
 *   <li>A server with a remote issuer sends {@code Redemption-Gateway: 1} in each answer.
 *   <li>{@code /}, {@code /health} and {@code /openapi.json}, which describes this server as it is configured, need no
 *       credentials.
 * </ul>
 *
 * <p>An {@link io.redemption.model.Unknown} outcome is status 500 with code {@code outcome_unknown}. A failure that
 * proves that nothing happened is 503, or 501 if the issuer does not support the operation.
 */
public final class RedemptionServer implements AutoCloseable {
    private final Vertx vertx;
    private final HttpListeners listeners;
    private final Connections connections;
    private final URI baseUri;
    private final HttpLimits limits;
    private final AtomicBoolean stopped = new AtomicBoolean();
    private final CompletableFuture<Void> stop = new CompletableFuture<>();

    private RedemptionServer(
            Vertx vertx, HttpListeners listeners, Connections connections, URI baseUri, HttpLimits limits) {
        this.vertx = vertx;
        this.listeners = listeners;
        this.connections = connections;
        this.baseUri = baseUri;
        this.limits = limits;
    }

    /**
     * Starts a server on its own threads.
     *
     * @param options address, merchants and limits
     * @return the server once it takes requests. Fails with the I/O exception if it cannot listen there, and with
     *     {@link IllegalArgumentException} if two merchants have one id
     */
    public static CompletionStage<RedemptionServer> start(RedemptionServerOptions options) {
        Merchants merchants;
        try {
            merchants = new Merchants(options.merchants(), options.ids().token(26));
        } catch (IllegalArgumentException e) {
            return CompletableFuture.failedStage(e);
        }
        ApiDescription description = ApiDescription.of(options);
        int loops = Runtime.getRuntime().availableProcessors();
        Vertx vertx = Vertx.builder()
                .with(new VertxOptions().setEventLoopPoolSize(loops))
                .withTransport(new HttpVersions())
                .build();
        Connections connections = new Connections(vertx, options.limits());
        HttpListeners listeners = new HttpListeners(options, connections);
        CompletableFuture<RedemptionServer> started = new CompletableFuture<>();
        vertx.deployVerticle(listeners::next, new DeploymentOptions().setInstances(listeners.count(loops)))
                .map(deployed -> {
                    URI base = baseUri(options, listeners.port());
                    listeners.open(requestHandler(vertx, connections, merchants, options, description, base));
                    return new RedemptionServer(vertx, listeners, connections, base, options.limits());
                })
                .onSuccess(started::complete)
                // Not chained above, because the chain would wait for an event loop that is closed by then.
                .onFailure(thrown -> vertx.close().onComplete(closed -> started.completeExceptionally(thrown)));
        return started;
    }

    private static URI baseUri(RedemptionServerOptions options, int port) {
        String host = options.host().contains(":") ? "[" + options.host() + "]" : options.host();
        return options.publicBase() == null ? URI.create("http://" + host + ":" + port) : options.publicBase();
    }

    private static RequestHandler requestHandler(
            Vertx vertx,
            Connections connections,
            Merchants merchants,
            RedemptionServerOptions options,
            ApiDescription description,
            URI base) {
        boolean strict = options.strictVauchar();
        ErrorResponses errors = new ErrorResponses(!strict);
        RouteTable routes = new RouteTable(
                new RedemptionOperations(new RedemptionWriter(base), errors, options.couponCreateStatus()),
                new RedeemableOperations(new RedeemableWriter(base), errors, new IssueRequests(options.ids())),
                new ValidationOperations(new ValidationBody(base, !strict), errors),
                strict);
        RequestValidator validator = new RequestValidator(
                routes, ExtensionResources.of(strict, description, base), merchants, errors, strict);
        return new RequestHandler(vertx, validator, errors, connections, options);
    }

    /** {@return the URI below which clients reach it, without a slash at the end} */
    public URI baseUri() {
        return baseUri;
    }

    /** {@return the port it listens on} */
    public int port() {
        return listeners.port();
    }

    /**
     * Stops the server. For a quarter of a second it answers requests that arrive, and those whose body has not ended,
     * with 503 and code {@code stopping}. Then it accepts no connection, closes idle ones and waits for requests in
     * progress for up to {@link HttpLimits#stop}. Then it closes everything. A request whose client got no answer runs
     * on in its issuer. May be repeated.
     *
     * @return completes when everything is closed
     */
    public CompletionStage<Void> stop() {
        if (stopped.compareAndSet(false, true)) {
            connections.stop(this::shutdown);
        }
        return stop.copy();
    }

    private void shutdown() {
        listeners
                .shutdown(limits.stop())
                .onComplete(drained -> vertx.close().onComplete(closed -> stop.complete(null)));
    }

    /** Begins a {@link #stop} without waiting for its end. */
    @Override
    public void close() {
        CompletionStage<Void> unused = stop();
    }

    /** {@return the base URI} */
    @Override
    public String toString() {
        return "RedemptionServer(" + baseUri + ")";
    }
}
