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
 * An HTTP server that answers the Vauchar redemption API in the documented shapes and statuses, over the issuers of its
 * merchants. Thread-safe.
 *
 * <p>Beyond the API, unless {@link RedemptionServerOptions.Builder#strictVauchar} turns it off: a POST may carry an
 * {@code Idempotency-Key}, and the same key with the same content gets the same answer as long as it is remembered, in
 * memory and up to a bound ({@link Merchant#MAX_ISSUED_ANSWER_BYTES}); errors of writes say in
 * {@code Redemption-Executed} whether something happened; refusals list their violations; coupons can be issued; a
 * server with an issuer elsewhere says {@code Redemption-Gateway: 1} in each answer; {@code /}, {@code /health} and
 * {@code /openapi.json}, which describes this server as it is configured, need no credentials.
 *
 * <p>What an issuer answers is never improved: {@link io.redemption.model.Unknown} is status 500 with code
 * {@code outcome_unknown}, a failure that proves that nothing happened is 503, or 501 if the issuer cannot do it.
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
     * Starts a server with threads of its own.
     *
     * @param options where it listens, and for whom
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
                    listeners.open(front(vertx, connections, merchants, options, description, base));
                    return new RedemptionServer(vertx, listeners, connections, base, options.limits());
                })
                .onSuccess(started::complete)
                // Not a link of the chain above: that would wait for an event loop which is closed by then.
                .onFailure(thrown -> vertx.close().onComplete(closed -> started.completeExceptionally(thrown)));
        return started;
    }

    private static URI baseUri(RedemptionServerOptions options, int port) {
        String host = options.host().contains(":") ? "[" + options.host() + "]" : options.host();
        return options.publicBase() == null ? URI.create("http://" + host + ":" + port) : options.publicBase();
    }

    private static RequestHandler front(
            Vertx vertx,
            Connections connections,
            Merchants merchants,
            RedemptionServerOptions options,
            ApiDescription description,
            URI base) {
        boolean strict = options.strictVauchar();
        ErrorResponses problems = new ErrorResponses(!strict);
        RouteTable api = new RouteTable(
                new RedemptionOperations(new RedemptionWriter(base), problems, options.couponCreateStatus()),
                new RedeemableOperations(new RedeemableWriter(base), problems, new IssueRequests(options.ids())),
                new ValidationOperations(new ValidationBody(base, !strict), problems),
                strict);
        RequestValidator reception = new RequestValidator(
                api, ExtensionResources.of(strict, description, base), merchants, problems, strict);
        return new RequestHandler(vertx, reception, problems, connections, options);
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
     * Stops. What has not been begun, be it on its way or without the end of its body, is answered 503 with code
     * {@code stopping}; clients have a quarter of a second to send what they were just about to. Then no connection is
     * taken any more, idle ones are closed, and answers that are under way are finished for as long as
     * {@link HttpLimits#stop} says; then everything is closed. What was begun for a client who got no answer runs on in
     * its issuer. May be repeated.
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

    /** Begins a {@link #stop} and does not wait for its end. */
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
