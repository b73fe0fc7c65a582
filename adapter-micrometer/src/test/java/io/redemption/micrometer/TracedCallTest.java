package io.redemption.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.redemption.Redemptions;
import io.redemption.micrometer.TestTracing.Span;
import io.redemption.model.AttemptId;
import io.redemption.model.Freshness;
import io.redemption.model.RedeemableId;
import io.redemption.model.RedemptionId;
import io.redemption.model.RedemptionRequest;
import io.redemption.model.Reversal;
import io.redemption.model.Reversed;
import io.redemption.resilience.ResilienceOptions;
import io.redemption.resilience.ResilientRedemptionPort;
import io.redemption.vertx.CredentialsProvider;
import io.redemption.vertx.VertxRedemptionOptions;
import io.redemption.vertx.VertxRedemptionPort;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One trace across client and server, over real HTTP, from the caller's span to that of the issuer. */
class TracedCallTest {
    private static final RedeemableId COUPON = RedeemableId.coupon("c");

    private final TestTracing tracing = new TestTracing();
    private final ObservationRegistry registry = ObservationRegistry.create();
    private TracedIssuer issuer;
    private Redemptions shop;

    @BeforeEach
    void connect() throws IOException {
        registry.observationConfig().observationHandler(tracing);
        issuer = new TracedIssuer(registry);
        MicrometerObservationListener observations = MicrometerObservationListener.of(registry);
        VertxRedemptionPort transport = VertxRedemptionPort.create(
                VertxRedemptionOptions.builder(issuer.baseUri(), CredentialsProvider.of("merchant", "key"))
                        .requestHeaders(observations)
                        .build());
        shop = Redemptions.builder(ResilientRedemptionPort.over(
                        transport,
                        ResilienceOptions.builder()
                                .backoff(Duration.ofMillis(1), Duration.ofMillis(5))
                                .build()))
                .listener(observations)
                .resolveInBackground(false)
                .ownedResource(transport)
                .build();
    }

    @AfterEach
    void close() {
        shop.close();
        issuer.close();
    }

    private static <T> T inCheckout(Observation checkout, Supplier<CompletionStage<T>> call) {
        CompletionStage<T> stage = checkout.scoped(call);
        return stage.toCompletableFuture().orTimeout(10, TimeUnit.SECONDS).join();
    }

    /** The last sends begin on a timer's thread, which has no context of the caller. */
    @Test
    void read_repeated_eachSendCarriesTheTraceOfTheCall() {
        issuer.answersWith503(2);
        Observation checkout = Observation.start("checkout", registry);

        inCheckout(checkout, () -> shop.find(COUPON, RedemptionId.of("r"), Freshness.FROM_ISSUER));

        Span root = TestTracing.of(checkout);
        Span call = span("find coupon");
        assertThat(call.parent()).isEqualTo(root.id());
        assertThat(call.traceparent()).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-01");
        assertThat(issuer.traceparents()).containsExactly(call.traceparent(), call.traceparent(), call.traceparent());
        assertThat(servers()).hasSize(3).allSatisfy(server -> {
            assertThat(server.trace()).isEqualTo(root.trace());
            assertThat(server.parent()).isEqualTo(call.id());
        });
    }

    /** A reversal that the status does not prove is followed by a read, which begins on an event loop. */
    @Test
    void reversal_readAfterwards_carriesTheSameTrace() {
        Observation checkout = Observation.start("checkout", registry);

        assertThat(inCheckout(checkout, () -> shop.reverse(new Reversal(COUPON, RedemptionId.of("r")))))
                .isInstanceOf(Reversed.class);

        Span call = span("reverse coupon");
        assertThat(issuer.requests()).hasSize(2);
        assertThat(issuer.traceparents()).containsExactly(call.traceparent(), call.traceparent());
    }

    @Test
    void redeem_carriesItsTrace_andKeepsTheLibrarysOwnFields() {
        Observation checkout = Observation.start("checkout", registry);

        inCheckout(
                checkout,
                () -> shop.redeem(
                        shop.prepare(RedemptionRequest.builder(COUPON).user("u").build(), AttemptId.of("order-7/1"))));

        assertThat(issuer.traceparents()).containsExactly(span("redeem coupon").traceparent());
        assertThat(issuer.requests().get(0).toLowerCase(Locale.ROOT))
                .contains("\r\nauthorization: ")
                .contains("\r\nidempotency-key: order-7/1\r\n")
                .contains("\r\ncontent-type: application/json\r\n");
    }

    private Span span(String name) {
        return tracing.finished().stream()
                .filter(each -> name.equals(each.name()))
                .findAny()
                .orElseThrow();
    }

    private List<Span> servers() {
        return tracing.finished().stream()
                .filter(each -> "issuer".equals(each.name()))
                .toList();
    }
}
