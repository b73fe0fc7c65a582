package io.redemption.vauchar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.redemption.BlockingRedemptions;
import io.redemption.events.RedemptionListener;
import io.redemption.events.TrafficClass;
import io.redemption.model.FailureCode;
import io.redemption.model.Freshness;
import io.redemption.model.Operation;
import io.redemption.model.ProbeResult.Fact;
import io.redemption.model.RedeemableId;
import io.redemption.model.RedemptionException;
import io.redemption.resilience.BreakerSettings;
import io.redemption.resilience.ResilienceListener.BreakerState;
import io.redemption.vertx.CredentialsProvider;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A health check that uses the breaker would report an issuer as dead because it was, or break it for the others. */
class ProbeTest {
    private static final RedeemableId CARD = RedeemableId.giftCard(LoopbackIssuer.CARD);
    private static final BreakerSettings SENSITIVE = new BreakerSettings(2, 2, 50, Duration.ofHours(1), 1);

    private final List<RedemptionListener.Ended> ended = new CopyOnWriteArrayList<>();
    private LoopbackIssuer issuer;
    private VaucharConnection connection;
    private BlockingRedemptions shop;

    @BeforeEach
    void open() throws IOException {
        issuer = new LoopbackIssuer();
        connection = VaucharRedemptions.connectWithCatalogue(options()
                .cached()
                .resilience(layer -> layer.maxSends(1).readBreaker(SENSITIVE).writeBreaker(SENSITIVE))
                .build());
        shop = connection.redemptions().blocking();
    }

    @AfterEach
    void close() {
        connection.close();
        issuer.close();
    }

    private VaucharOptionsBuilder options() {
        return VaucharOptions.builder(issuer.baseUri(), CredentialsProvider.of("merchant", "key"))
                .listener(new RedemptionListener() {
                    @Override
                    public void ended(Ended event) {
                        ended.add(event);
                    }
                });
    }

    private BreakerState reads() {
        return connection.breakerState(TrafficClass.READS).orElseThrow();
    }

    @Test
    void probe_throughAllLayers_isOneReadThatIsNeverCached() {
        assertThat(shop.probe().isGood()).isTrue();
        assertThat(shop.probe().gateway()).isEqualTo(Fact.NO);

        assertThat(issuer.requests())
                .hasSize(2)
                .allSatisfy(request -> assertThat(request).startsWith("GET /verifycredentials "));
        assertThat(ended).extracting(event -> event.call().operation()).containsOnly(Operation.PROBE);
    }

    @Test
    void probe_failing_isNotRepeatedAndOpensNoBreaker() {
        issuer.answers("500 Broken");

        for (int i = 0; i < 5; i++) {
            assertThat(shop.probe().isGood()).isFalse();
        }

        assertThat(issuer.requests()).hasSize(5);
        assertThat(reads()).isEqualTo(BreakerState.CLOSED);
        assertThat(connection.breakerState(TrafficClass.WRITES)).contains(BreakerState.CLOSED);
    }

    @Test
    void probe_whileABreakerIsOpen_isSentAndClosesItNot() {
        issuer.answers("500 Broken");
        FailureCode last = FailureCode.ISSUER_FAILED;
        for (int i = 0; i < 3; i++) {
            last = catchThrowableOfType(RedemptionException.class, () -> shop.lookup(CARD, Freshness.FROM_ISSUER))
                    .code();
        }
        assertThat(last).isEqualTo(FailureCode.BREAKER_OPEN);
        assertThat(reads()).isEqualTo(BreakerState.OPEN);
        assertThat(connection.breakerState(TrafficClass.WRITES)).contains(BreakerState.CLOSED);
        issuer.answers("200 OK");

        assertThat(shop.probe().isGood()).isTrue();

        assertThat(reads()).isEqualTo(BreakerState.OPEN);
    }

    @Test
    void breakerState_withoutResilience_isEmpty() {
        try (VaucharConnection plain = VaucharRedemptions.connectWithCatalogue(
                options().withoutResilience().build())) {
            assertThat(plain.breakerState(TrafficClass.READS)).isEmpty();
            assertThat(plain.redemptions().blocking().probe().isGood()).isTrue();
        }
    }
}
