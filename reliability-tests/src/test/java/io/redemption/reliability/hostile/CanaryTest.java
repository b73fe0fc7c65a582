package io.redemption.reliability.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.redemption.Redemptions;
import io.redemption.cache.CacheListener;
import io.redemption.events.RedemptionListener;
import io.redemption.micrometer.MicrometerRedemptionListener;
import io.redemption.model.AttemptId;
import io.redemption.model.Code;
import io.redemption.model.Freshness;
import io.redemption.model.HistoryQuery;
import io.redemption.model.RedeemableId;
import io.redemption.model.RedeemableKind;
import io.redemption.model.Redeemer;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionId;
import io.redemption.model.RedemptionRequest;
import io.redemption.model.Refused;
import io.redemption.model.Reversal;
import io.redemption.model.Ticket;
import io.redemption.model.Unknown;
import io.redemption.reliability.Figures;
import io.redemption.resilience.ResilienceListener;
import io.redemption.vertx.Credentials;
import io.redemption.vertx.CredentialsProvider;
import io.redemption.vertx.TransportListener;
import io.redemption.vertx.VertxRedemptionOptions;
import io.redemption.vertx.VertxRedemptionOptionsBuilder;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A canary in every secret, in all personal data and in whatever the issuer says comes out nowhere. */
@Timeout(300)
class CanaryTest {
    private static final String CALLS = "canaries: calls";
    /** No secret: a failure for want of authority tells it, so that an operator knows whose key is refused. */
    private static final String MERCHANT = "m-1";

    private static final String KEY = Canary.SECRET.in("k-", "/+=");
    private static final RedeemableId CARD = RedeemableId.giftCard(Canary.CARD.in("gift-", "-1"));
    private static final Code CODE = Code.of(Canary.SECRET.in("C-", ""));
    private static final RedemptionId REDEMPTION = RedemptionId.of("r");

    private static final List<RedeemableKind> KINDS = List.of(RedeemableKind.values());

    private final Figures figures = Figures.ofThisRun();

    private static VertxRedemptionOptionsBuilder options(String uri, RedemptionListener listener) {
        return VertxRedemptionOptions.builder(uri, CredentialsProvider.of(MERCHANT, KEY))
                .sendTimeout(Duration.ofSeconds(4))
                .listener(listener);
    }

    /** A listener of every event there is and ever will be. */
    @SuppressWarnings("ReferenceEquality") // All that a proxy has is its identity.
    private static RedemptionListener listener(OutputSinks sinks) {
        InvocationHandler showing = (proxy, method, arguments) -> {
            if (method.getName().equals("notifyAs")) {
                return InvocationHandler.invokeDefault(proxy, method, arguments);
            }
            if (arguments != null) {
                sinks.show("event " + method.getName(), arguments[0]);
            }
            return switch (method.getName()) {
                case "toString" -> "listener";
                case "hashCode" -> 1;
                case "equals" -> arguments != null && proxy == arguments[0];
                default -> null;
            };
        };
        Class<?>[] layers = {TransportListener.class, ResilienceListener.class, CacheListener.class};
        return (RedemptionListener) Proxy.newProxyInstance(CanaryTest.class.getClassLoader(), layers, showing);
    }

    @Test
    void calls_ofAllWaysToFail_showNoCanary() {
        int calls = figures.target(CALLS);
        CanaryPeer gossip = new CanaryPeer();
        SimpleMeterRegistry metrics = new SimpleMeterRegistry();
        try (OutputSinks sinks = new OutputSinks();
                Peer peer = Peer.answering(gossip::answer)) {
            RedemptionListener listener =
                    MicrometerRedemptionListener.of(metrics).and(listener(sinks));
            VertxRedemptionOptionsBuilder options = options(peer.uri(), listener);
            try (Client client = Client.with(options)) {
                ConcurrentRun.of(
                        calls, 32, i -> call(client.shop(), i, sinks), (value, thrown) -> ended(value, thrown, sinks));
                ConcurrentRun.of(
                        10, 10, i -> call(client.shop(), i, sinks), (value, thrown) -> ended(value, thrown, sinks));
                List.of(
                                options.build(),
                                client.shop(),
                                client.port(),
                                client.port().capabilities())
                        .forEach(shown -> sinks.show("toString", shown));
                Thread.getAllStackTraces().keySet().forEach(thread -> sinks.show("thread", thread.getName()));
            }
            metrics.getMeters().forEach(meter -> sinks.show("metric", meter.getId()));
            refuseLocally(sinks);

            assertThat(metrics.getMeters()).isNotEmpty();
            assertThat(sinks.caught()).isEmpty();
            assertThat(sinks.logged()).isPositive();
            figures.prove(CALLS, calls);
            figures.prove("canaries: answers that hold one", gossip.size());
            figures.prove("canaries: seen", sinks.caught().size());
        }
    }

    private static CompletionStage<Object> call(Redemptions shop, int number, OutputSinks sinks) {
        RedeemableKind kind = KINDS.get(number / 8 % KINDS.size());
        RedeemableId id = kind == RedeemableKind.GIFT_CARD ? CARD : new RedeemableId(kind, "id");
        RedemptionRequest request = RedemptionRequest.builder(id)
                .user(Canary.SECRET.in("u-", "&x=" + number))
                .email(Canary.SECRET.in("e+", "@example.com"))
                .phone(Canary.SECRET.in("+49 ", ""))
                .value(number % 100 == 0 ? "0" : "50.00")
                .build();
        RedemptionAttempt attempt = shop.prepare(request, AttemptId.of("a" + number));
        List.of(request, attempt, CODE, new Reversal(id, REDEMPTION)).forEach(shown -> sinks.show("toString", shown));
        CompletionStage<?> stage = switch (number % 8) {
            case 0, 1, 2 -> shop.redeem(attempt);
            case 3 -> shop.reverse(new Reversal(id, REDEMPTION));
            case 4 -> shop.find(id, REDEMPTION);
            case 5 -> shop.history(id, HistoryQuery.ALL_FROM_ISSUER);
            case 6 -> number % 16 == 6 ? shop.lookup(CODE) : shop.lookup(id, Freshness.FROM_ISSUER);
            default -> shop.validate(request);
        };
        return stage.thenApply(answer -> answer);
    }

    private static void ended(@Nullable Object value, @Nullable Throwable thrown, OutputSinks sinks) {
        if (thrown != null) {
            sinks.show("failure", thrown);
        }
        if (value != null) {
            sinks.show("answer", value);
        }
        if (value instanceof Unknown unknown) {
            sinks.showEncoded("ticket", unknown.ticket().encode());
        }
        if (value instanceof Refused refused) {
            refused.violations().forEach(violation -> sinks.show("text", violation.english()));
        }
    }

    /** What cannot even be made says why, and not what of. */
    private static void refuseLocally(OutputSinks sinks) {
        String secret = Canary.SECRET.in("", "");
        List<Supplier<Object>> refusals = List.of(
                () -> RedeemableId.giftCard(Canary.CARD.in("", "/..")),
                () -> RedeemableId.giftCard(Canary.CARD.in("", "x".repeat(200))),
                () -> new Code(secret + "\r\n"),
                () -> Code.of(secret.repeat(20)),
                () -> new Redeemer(secret.repeat(30), null, null),
                () -> new Redeemer(null, secret.repeat(30), null),
                () -> new Redeemer(null, null, secret.repeat(30)),
                () -> Credentials.of(secret + ":", "x"),
                () -> Credentials.of("m", secret + "\u0000"),
                () -> Credentials.of("m", secret.repeat(30)),
                () -> VertxRedemptionOptions.builder(
                                "https://" + secret + ":" + secret + "@api.example", CredentialsProvider.of("m", "k"))
                        .build(),
                () -> VertxRedemptionOptions.builder(
                                "https://api.example/?key=" + secret, CredentialsProvider.of("m", "k"))
                        .build(),
                () -> RedemptionAttempt.decode(secret),
                () -> Ticket.decode(secret));
        for (Supplier<Object> refusal : refusals) {
            try {
                sinks.show("made", refusal.get());
            } catch (IllegalArgumentException refused) {
                sinks.show("refusal", refused);
            }
        }
    }

    /** What a type looks like whose author let a record print itself: the negative control. */
    private record Keyring(String merchant, String key) {}

    @Test
    void keyInASink_howeverItIsWritten_isCaught() {
        List<Object> leaks = List.of(
                new Keyring(MERCHANT, KEY),
                new IllegalStateException("failed", new IllegalArgumentException(KEY)),
                Base64.getEncoder().encodeToString((MERCHANT + ":" + KEY).getBytes(StandardCharsets.US_ASCII)),
                URLEncoder.encode(KEY, StandardCharsets.UTF_8),
                HexFormat.of().withUpperCase().formatHex(KEY.getBytes(StandardCharsets.US_ASCII)),
                CARD.value());
        int caught = 0;
        for (Object leak : leaks) {
            try (OutputSinks sinks = new OutputSinks()) {
                sinks.show("leak", leak);
                caught += sinks.caught().size();
            }
        }
        List<Runnable> loggers = List.of(
                () -> java.util.logging.Logger.getLogger("io.vertx").finest(KEY),
                () -> System.getLogger("io.caffeine").log(System.Logger.Level.TRACE, KEY),
                () -> org.slf4j.LoggerFactory.getLogger("io.netty").trace("{}", new Keyring(MERCHANT, KEY)));
        for (Runnable logger : loggers) {
            try (OutputSinks sinks = new OutputSinks()) {
                logger.run();
                caught += sinks.caught().size();
            }
        }

        assertThat(caught).isEqualTo(leaks.size() + loggers.size());
        figures.prove("canaries: text form with the key, and log lines, caught", caught);
    }
}
