package io.redemption.vauchar;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.redemption.Redemptions;
import io.redemption.events.RedemptionListener;
import io.redemption.model.RedeemableId;
import io.redemption.model.Redeemed;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionOutcome;
import io.redemption.model.RedemptionRequest;
import io.redemption.model.Unknown;
import io.redemption.port.TimeSource;
import io.redemption.resilience.ResilienceListener;
import io.redemption.vertx.CredentialsProvider;
import io.redemption.vertx.VertxRedemptionOptions.GiftCardTransactionId;
import io.redemption.vertx.VertxRedemptionOptions.Issuer;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/**
 * Issuers and machines that are not as one expects them, under the whole stack: nothing of it may cost a redemption.
 */
class ForeignHabitsTest {
    private static final Duration AHEAD = Duration.ofMinutes(6);
    private static final RedemptionRequest REQUEST = RedemptionRequest.builder(
                    RedeemableId.giftCard(LoopbackIssuer.CARD))
            .user("7")
            .value("50.00")
            .build();

    private final Logger log = (Logger) LoggerFactory.getLogger(VaucharRedemptions.class);
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private LoopbackIssuer issuer;

    @BeforeEach
    void open() throws IOException {
        issuer = new LoopbackIssuer();
        lines.start();
        log.addAppender(lines);
        log.setAdditive(false);
    }

    @AfterEach
    void close() {
        log.detachAppender(lines);
        log.setAdditive(true);
        issuer.close();
    }

    private VaucharOptionsBuilder options() {
        return VaucharOptions.builder(issuer.baseUri(), CredentialsProvider.of("merchant", "key"));
    }

    /** Half of them were reported as unknown once, and the other half was not sent, because the breaker had opened. */
    @Test
    void redeem_ourClockIsSixMinutesAhead_isRedeemedAndWarnedOfOnce() {
        List<Object> told = new CopyOnWriteArrayList<>();
        ResilienceListener listener = new ResilienceListener() {
            @Override
            public void clocksDiffer(ClocksDiffer event) {
                told.add(event);
            }

            @Override
            public void breakerChanged(BreakerChanged event) {
                told.add(event);
            }
        };
        try (Redemptions shop = VaucharRedemptions.connect(
                options().time(new FastClock()).listener(listener).build())) {
            for (int i = 0; i < 40; i++) {
                assertThat(shop.blocking().redeem(REQUEST)).isInstanceOf(Redeemed.class);
            }
        }

        assertThat(told).singleElement().isInstanceOf(RedemptionListener.ClocksDiffer.class);
        assertThat(List.copyOf(lines.list))
                .filteredOn(line -> line.getLevel() == Level.WARN)
                .singleElement()
                .satisfies(line -> assertThat(line.getFormattedMessage())
                        .matches("the issuer's clock is 3\\d\\d s behind ours; one of the two needs to be set"));
        assertThat(issuer.requests("POST")).isEqualTo(40);
    }

    @Test
    void redeem_transactionIdIsOmittedAndTheIssuerMakesItsOwn_isRedeemedAndReplayed() {
        issuer.makesTransactionIds();
        try (Redemptions shop = VaucharRedemptions.connect(options()
                .transport(http -> http.giftCardTransactionId(GiftCardTransactionId.OMIT))
                .build())) {
            RedemptionAttempt attempt = shop.prepare(REQUEST);

            assertThat(shop.blocking().redeem(attempt)).isInstanceOf(Redeemed.class);
            assertThat(shop.blocking().redeem(attempt))
                    .isInstanceOfSatisfying(
                            Redeemed.class,
                            again -> assertThat(again.replayed()).isTrue());
        }
        assertThat(issuer.requests("POST")).isEqualTo(1);
    }

    /** What a gateway knows of keys may end with its process: a repetition could be a second redemption. */
    @Test
    void redeem_inDoubtAndAGatewayAnswersForTheIssuer_isNotSentAgain() {
        issuer.saysGateway();

        assertThat(redeemInDoubt()).isInstanceOf(Unknown.class);

        assertThat(issuer.requests("POST")).isEqualTo(1);
        assertThat(List.copyOf(lines.list))
                .filteredOn(line -> line.getFormattedMessage().contains("undeclared_gateway"))
                .hasSize(1);
    }

    @Test
    void redeem_inDoubtAndTheIssuerItselfAnswers_isSentAgain() {
        assertThat(redeemInDoubt()).isInstanceOf(Unknown.class);

        assertThat(issuer.requests("POST")).isGreaterThan(1);
        assertThat(List.copyOf(lines.list))
                .noneMatch(line -> line.getFormattedMessage().contains("undeclared_gateway"));
    }

    private RedemptionOutcome redeemInDoubt() {
        issuer.losesWrites(false);
        try (Redemptions shop = VaucharRedemptions.connect(options()
                .transport(http -> http.issuer(Issuer.REDEMPTION_SERVER))
                .build())) {
            return shop.blocking().redeem(REQUEST);
        }
    }

    /** The system's time, shown by a wrong clock. */
    private static final class FastClock implements TimeSource {
        @Override
        public Instant now() {
            return TimeSource.system().now().plus(AHEAD);
        }

        @Override
        public long nanoTime() {
            return TimeSource.system().nanoTime();
        }

        @Override
        public Scheduled schedule(Duration delay, Runnable task) {
            return TimeSource.system().schedule(delay, task);
        }
    }
}
