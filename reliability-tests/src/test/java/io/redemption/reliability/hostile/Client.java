package io.redemption.reliability.hostile;

import io.redemption.Redemptions;
import io.redemption.port.AttemptJournal;
import io.redemption.reliability.EventLoops;
import io.redemption.resilience.BreakerSettings;
import io.redemption.resilience.ResilienceOptions;
import io.redemption.resilience.ResilientRedemptionPort;
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
import org.jspecify.annotations.Nullable;

/**
 * The client under test, whole, and the only place that puts it together. Its event loops are watched as long as it
 * lives.
 */
final class Client implements AutoCloseable {
    static final String MERCHANT = "merchant-of-the-test";
    static final String KEY = "key-of-the-test";

    /** Names that lead to this machine and to nobody else's, whatever name service it has. */
    private static final String HOSTS =
            "127.0.0.1 localhost\n127.0.0.1 api.shop.example\n127.0.0.1 deep.api.shop.example\n";

    private static final BreakerSettings HARDLY_EVER =
            new BreakerSettings(10_000, 10_000, 100, Duration.ofMillis(1), 1_000);

    private final @Nullable EventLoops watch;
    private final Vertx vertx = Vertx.vertx(new VertxOptions()
            .setAddressResolverOptions(new AddressResolverOptions().setHostsValue(Buffer.buffer(HOSTS))));
    private final VertxRedemptionPort port;
    private final Redemptions shop;

    private Client(VertxRedemptionOptions options, @Nullable EventLoops watch) {
        this.watch = watch;
        this.port = VertxRedemptionPort.create(vertx, options);
        this.shop = Redemptions.builder(ResilientRedemptionPort.over(port, resilience(options)))
                .journal(AttemptJournal.inMemory())
                .listener(options.listener())
                .build();
    }

    /** One send for each call, so that what was heard can be told from what was asked, and no breaker in the way. */
    private static ResilienceOptions resilience(VertxRedemptionOptions options) {
        return ResilienceOptions.builder()
                .maxSends(1)
                .readBreaker(HARDLY_EVER)
                .writeBreaker(HARDLY_EVER)
                .listener(options.listener())
                .build();
    }

    /** A client of this API. */
    static Client of(String baseUri) {
        return of(baseUri, UnaryOperator.identity());
    }

    /** A client of this API with options of its own. */
    static Client of(String baseUri, UnaryOperator<VertxRedemptionOptionsBuilder> options) {
        return with(options.apply(defaults(baseUri)));
    }

    /** The options from which most tests begin. */
    static VertxRedemptionOptionsBuilder defaults(String baseUri) {
        return VertxRedemptionOptions.builder(baseUri, CredentialsProvider.of(MERCHANT, KEY))
                .sendTimeout(Duration.ofSeconds(4))
                .connectTimeout(Duration.ofSeconds(4));
    }

    /** A client with these options. */
    static Client with(VertxRedemptionOptionsBuilder options) {
        return new Client(options.build(), new EventLoops());
    }

    /** A client whose event loops are not watched, where the recorder would take the memory that is measured. */
    static Client unwatched(VertxRedemptionOptionsBuilder options) {
        return new Client(options.build(), null);
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
        shop.close();
        port.close();
        try {
            vertx.close().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError("Vert.x did not close in 20 s", e);
        }
        if (watch != null) {
            watch.close();
        }
    }
}
