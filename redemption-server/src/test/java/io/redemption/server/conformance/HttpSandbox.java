package io.redemption.server.conformance;

import io.redemption.inmemory.InMemoryRedemptionPort;
import io.redemption.model.Redeemable;
import io.redemption.model.RedeemableId;
import io.redemption.server.Merchant;
import io.redemption.server.RedemptionServer;
import io.redemption.server.RedemptionServerOptions;
import io.redemption.tck.ContractScale;
import io.redemption.vertx.Credentials;
import io.redemption.vertx.VertxRedemptionOptions;
import io.redemption.vertx.VertxRedemptionOptions.Issuer;
import io.redemption.vertx.VertxRedemptionPort;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** A server on loopback with some merchants, each with an issuer in memory and a client that reaches it over HTTP. */
final class HttpSandbox implements AutoCloseable {
    /** For those of several fixtures over HTTP that are {@link ContractScale#MODEST} in the long runs only. */
    static final ContractScale SMALL = new ContractScale(16, 2, 10, 4, 5, Duration.ofSeconds(10), 1);

    private final MovableTime time = new MovableTime();
    private final List<InMemoryRedemptionPort> issuers = new ArrayList<>();
    private final List<VertxRedemptionPort> clients = new ArrayList<>();
    private final RedemptionServer server;

    HttpSandbox(int merchants) {
        RedemptionServerOptions.Builder options =
                RedemptionServerOptions.builder(merchant(0)).port(0);
        for (int i = 1; i < merchants; i++) {
            options.merchant(merchant(i));
        }
        server = await(RedemptionServer.start(options.build()));
        for (int i = 0; i < merchants; i++) {
            Credentials credentials = Credentials.of("merchant-" + i, "key-" + i);
            clients.add(VertxRedemptionPort.create(
                    VertxRedemptionOptions.builder(server.baseUri().toString(), () -> credentials)
                            .issuer(Issuer.REDEMPTION_SERVER)
                            .time(time)
                            .build()));
        }
    }

    private Merchant merchant(int number) {
        InMemoryRedemptionPort issuer =
                InMemoryRedemptionPort.builder().time(time).build();
        issuers.add(issuer);
        return Merchant.of("merchant-" + number, "key-" + number, issuer);
    }

    VertxRedemptionPort client(int merchant) {
        return clients.get(merchant);
    }

    RedeemableId issue(int merchant, Redeemable terms) {
        return await(issuers.get(merchant).restore(terms));
    }

    String baseUri() {
        return server.baseUri().toString();
    }

    MovableTime time() {
        return time;
    }

    @Override
    public void close() {
        clients.forEach(VertxRedemptionPort::close);
        await(server.stop());
    }

    static <T> T await(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(180, TimeUnit.SECONDS).join();
    }
}
