package io.redemption.server;

import io.redemption.rules.RuleSet;
import io.redemption.server.Merchant.TransactionIds;
import io.redemption.vauchar.VaucharConnection;
import io.redemption.vauchar.VaucharOptions;
import io.redemption.vauchar.VaucharRedemptions;
import io.redemption.vertx.CredentialsProvider;
import io.redemption.vertx.VertxRedemptionOptions.Issuer;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

/** A gateway as the command opens it, over a server, with a proxy between the two that records each request line. */
final class GatewayPair implements AutoCloseable {
    private final Vertx vertx = Vertx.vertx();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final Queue<Integer> statuses = new ConcurrentLinkedQueue<>();
    private final Sandbox upstream;
    private final HttpServer wire;
    private final VaucharConnection stack;
    private final Sandbox gateway;

    GatewayPair(UnaryOperator<RedemptionServerOptions.Builder> with) {
        upstream = Sandbox.open();
        wire = Sandbox.await(Wire.between(vertx, upstream.server().port(), asked, statuses));
        VaucharOptions options = VaucharOptions.builder(
                        "http://127.0.0.1:" + wire.actualPort(), CredentialsProvider.of("shop", Sandbox.KEY))
                .transport(http -> http.issuer(Issuer.REDEMPTION_SERVER))
                .cached(Duration.ofSeconds(5))
                .requestRules(rules -> RuleSet.empty())
                .build();
        stack = VaucharRedemptions.connectWithCatalogue(options);
        gateway = Sandbox.gateway(
                Merchant.gateway("shop", Sandbox.KEY, stack.redemptions(), TransactionIds.AS_GIVEN, stack.catalogue()),
                with);
    }

    /** Answers the next upstream requests with these statuses, one each. */
    void answersNext(Integer... next) {
        statuses.addAll(List.of(next));
    }

    /** Returns the upstream requests since the last call, as request lines without the version. */
    List<String> asked() {
        List<String> lines = List.copyOf(asked);
        asked.clear();
        return lines;
    }

    Sandbox gateway() {
        return gateway;
    }

    Sandbox upstream() {
        return upstream;
    }

    @Override
    public void close() {
        gateway.close();
        stack.close();
        upstream.close();
        Sandbox.await(vertx.close().toCompletionStage());
    }
}
