package io.redemption.reliability.hostile;

import io.redemption.checkout.AttemptJournal;
import io.redemption.checkout.Redemptions;
import io.redemption.vertx.CredentialsProvider;
import io.redemption.vertx.VertxRedemptionOptions;
import io.redemption.vertx.VertxRedemptionOptionsBuilder;
import io.redemption.vertx.VertxRedemptionPort;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.dns.AddressResolverOptions;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/**
 * The client under test, whole, and the only place that puts it together. Its event loops are watched as long as it lives.
 */
final class Client implements AutoCloseable {
    static final String MERCHANT = "merchant-of-the-test";
    static final String KEY = "key-of-the-test";

    /** Names that lead to this machine and to nobody else's, whatever name service it has. */
    private static final String HOSTS =
            "127.0.0.1 localhost\n127.0.0.1 api.shop.example\n127.0.0.1 deep.api.shop.example\n";

    private final Vertx vertx = Vertx.vertx(new VertxOptions()
            .setAddressResolverOptions(new AddressResolverOptions().setHostsValue(Buffer.buffer(HOSTS))));
    private final VertxRedemptionPort port;
    private final Redemptions shop;

    private Client(VertxRedemptionOptions options) {
        this.port = VertxRedemptionPort.create(vertx, options);
        this.shop = Redemptions.builder(port)
                .journal(AttemptJournal.inMemory())
                .listener(options.listener())
                .build();
    }

    /** A client of this API. */
    static Client of(String baseUri) {
        return of(baseUri, UnaryOperator.identity());
    }

    /** A client of this API with options of its own. */
    static Client of(String baseUri, UnaryOperator<VertxRedemptionOptionsBuilder> options) {
        return with(options.apply(VertxRedemptionOptions.builder(baseUri, CredentialsProvider.of(MERCHANT, KEY))
                .sendTimeout(Duration.ofSeconds(8))
                .connectTimeout(Duration.ofSeconds(4))));
    }

    static Client with(VertxRedemptionOptionsBuilder options) {
        return new Client(options.build());
    }

    Redemptions shop() {
        return shop;
    }

    /** The transport alone, for what {@link Redemptions} would keep from it. */
    VertxRedemptionPort port() {
        return port;
    }

    @Override
    public void close() {
        EventLoops.watch();
        shop.close();
        port.close();
        try {
            vertx.close().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError("Vert.x did not close in 20 s", e);
        }
    }
}
