package io.redemption.server.conformance;

import io.redemption.Redemptions;
import io.redemption.model.Capabilities;
import io.redemption.model.Redeemable;
import io.redemption.model.RedeemableId;
import io.redemption.port.RedeemablePort;
import io.redemption.port.RedemptionPort;
import io.redemption.rules.RuleSet;
import io.redemption.server.Merchant;
import io.redemption.server.Merchant.TransactionIds;
import io.redemption.server.RedemptionServer;
import io.redemption.server.RedemptionServerOptions;
import io.redemption.vauchar.VaucharOptions;
import io.redemption.vauchar.VaucharRedemptions;
import io.redemption.vertx.CredentialsProvider;
import io.redemption.vertx.VertxRedemptionOptions;
import io.redemption.vertx.VertxRedemptionOptions.Issuer;
import io.redemption.vertx.VertxRedemptionPort;
import java.lang.reflect.Proxy;
import java.time.Duration;

/** A client over a gateway over the whole stack over a server over an issuer in memory. */
final class GatewaySandbox implements AutoCloseable {
    private final HttpSandbox upstream = new HttpSandbox(1);
    private final Redemptions stack;
    private final RedemptionServer gateway;
    private final VertxRedemptionPort client;

    GatewaySandbox() {
        stack = VaucharRedemptions.connect(
                VaucharOptions.builder(upstream.baseUri(), CredentialsProvider.of("merchant-0", "key-0"))
                        .transport(http -> http.issuer(Issuer.REDEMPTION_SERVER))
                        .cached(Duration.ofSeconds(5))
                        .requestRules(rules -> RuleSet.empty())
                        .time(upstream.time())
                        .build());
        gateway = HttpSandbox.await(RedemptionServer.start(
                RedemptionServerOptions.builder(Merchant.gateway("front", "front-key", stack, TransactionIds.AS_GIVEN))
                        .port(0)
                        .build()));
        client = VertxRedemptionPort.create(VertxRedemptionOptions.builder(
                        gateway.baseUri().toString(), CredentialsProvider.of("front", "front-key"))
                .issuer(Issuer.REDEMPTION_GATEWAY)
                .time(upstream.time())
                .build());
    }

    /** The client, which declares the capabilities of this gateway. They do not hold for gateways in general. */
    RedemptionPort client() {
        Capabilities upstreams = upstream.client(0).capabilities();
        return (RedemptionPort) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {RedemptionPort.class, RedeemablePort.class},
                (proxy, method, arguments) ->
                        method.getName().equals("capabilities") ? upstreams : method.invoke(client, arguments));
    }

    RedeemableId issue(Redeemable terms) {
        return upstream.issue(0, terms);
    }

    MovableTime time() {
        return upstream.time();
    }

    @Override
    public void close() {
        client.close();
        HttpSandbox.await(gateway.stop());
        stack.close();
        upstream.close();
    }
}
