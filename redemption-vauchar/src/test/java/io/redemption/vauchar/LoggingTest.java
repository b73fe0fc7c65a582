package io.redemption.vauchar;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.read.ListAppender;
import io.redemption.Redemptions;
import io.redemption.events.RedemptionCall;
import io.redemption.events.RedemptionListener.CallResult;
import io.redemption.events.RedemptionListener.ClocksDiffer;
import io.redemption.events.RedemptionListener.ContractBroken;
import io.redemption.events.RedemptionListener.ContractViolation;
import io.redemption.events.RedemptionListener.Ended;
import io.redemption.events.RedemptionListener.Resolved;
import io.redemption.events.RedemptionListener.Verdict;
import io.redemption.events.TrafficClass;
import io.redemption.model.Doubt;
import io.redemption.model.FailureCode;
import io.redemption.model.Operation;
import io.redemption.model.RedeemableId;
import io.redemption.model.RedeemableKind;
import io.redemption.model.RedemptionRequest;
import io.redemption.model.ViolationCode;
import io.redemption.resilience.ResilienceListener.BreakerChanged;
import io.redemption.resilience.ResilienceListener.BreakerState;
import io.redemption.resilience.ResilienceListener.Retrying;
import io.redemption.vertx.CredentialsProvider;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** The log: a line for each call at debug, warnings for what requires action, nothing secret. */
class LoggingTest {
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final Logger own = (Logger) LoggerFactory.getLogger(VaucharRedemptions.class);
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private final LoggingListener listener = new LoggingListener();

    @BeforeEach
    void listen() {
        lines.start();
        own.setLevel(Level.DEBUG);
        own.addAppender(lines);
        own.setAdditive(false);
    }

    @AfterEach
    void stop() {
        own.detachAppender(lines);
        own.setLevel(null);
        own.setAdditive(true);
    }

    private static Ended ended(
            CallResult result, List<ViolationCode> reasons, @Nullable Doubt doubt, @Nullable FailureCode failure) {
        return new Ended(
                RedemptionCall.of(Operation.REDEEM, RedeemableKind.GIFT_CARD),
                result,
                reasons,
                doubt,
                failure,
                Duration.ofMillis(35));
    }

    private List<String> said() {
        return lines.list.stream()
                .map(line -> line.getLevel() + " " + line.getFormattedMessage())
                .toList();
    }

    @Test
    void ended_call_isOneLineAtDebugAndAtInfoIfUnknown() {
        listener.ended(ended(CallResult.DONE, List.of(), null, null));
        listener.ended(ended(
                CallResult.REFUSED, List.of(ViolationCode.EXPIRED, ViolationCode.of("acme.min_basket")), null, null));
        listener.ended(ended(CallResult.UNKNOWN, List.of(), Doubt.NO_ANSWER, null));
        listener.ended(ended(CallResult.FAILED, List.of(), null, FailureCode.THROTTLED));
        listener.ended(new Ended(
                RedemptionCall.of(Operation.LOOKUP, null),
                CallResult.DONE,
                List.of(),
                null,
                null,
                Duration.ofSeconds(1)));

        assertThat(said())
                .containsExactly(
                        "DEBUG redeem gift_card: done in 35 ms",
                        "DEBUG redeem gift_card: refused [expired, acme.min_basket] in 35 ms",
                        "INFO redeem gift_card: unknown [no_answer] in 35 ms",
                        "DEBUG redeem gift_card: failed [throttled] in 35 ms",
                        "DEBUG lookup: done in 1000 ms");
    }

    @Test
    void others_areAtTheLevelThatTheyDeserve() {
        listener.retrying(new Retrying(
                RedemptionCall.of(Operation.FIND, RedeemableKind.COUPON),
                2,
                Duration.ofMillis(70),
                FailureCode.ISSUER_FAILED,
                null));
        listener.resolved(new Resolved(
                RedemptionCall.of(Operation.REDEEM, RedeemableKind.COUPON), Verdict.ABSENT, Duration.ofSeconds(70)));
        listener.resolved(new Resolved(
                RedemptionCall.of(Operation.REDEEM, RedeemableKind.COUPON), Verdict.DUPLICATE, Duration.ofSeconds(1)));
        listener.contractBroken(
                new ContractBroken(RedemptionCall.of(Operation.REDEEM, null), ContractViolation.NEVER_ENDED));
        listener.breakerChanged(new BreakerChanged(TrafficClass.WRITES, BreakerState.OPEN));
        listener.breakerChanged(new BreakerChanged(TrafficClass.WRITES, BreakerState.HALF_OPEN));
        listener.clocksDiffer(new ClocksDiffer(Duration.ofMinutes(-6)));
        listener.clocksDiffer(new ClocksDiffer(Duration.ofMinutes(7)));

        assertThat(said())
                .containsExactly(
                        "DEBUG find coupon: send 2 follows in 70 ms, after issuer_failed",
                        "DEBUG redeem coupon: resolved as absent after 70 s",
                        "WARN redeem coupon: the issuer recorded it more than once; resolve its ticket to see which",
                        "WARN redeem: an adapter broke the contract of its port: never_ended",
                        "WARN the circuit breaker of writes is open: the issuer has failed too often",
                        "INFO the circuit breaker of writes is half_open",
                        "WARN the issuer's clock is 360 s behind ours; one of the two needs to be set",
                        "WARN the issuer's clock is 420 s ahead of ours; one of the two needs to be set");
    }

    @Test
    void ended_debugOff_saysNothing() {
        own.setLevel(Level.INFO);

        listener.ended(ended(CallResult.DONE, List.of(), null, null));

        assertThat(said()).isEmpty();
    }

    @Test
    void wholeStack_everyLoggerAtTrace_saysOneLineAndNoSecret() throws IOException {
        Level before = root.getLevel();
        ListAppender<ILoggingEvent> everything = new ListAppender<>();
        everything.start();
        Appender<ILoggingEvent> console = root.getAppender("console");
        root.detachAppender(console);
        root.addAppender(everything);
        try (LoopbackIssuer issuer = new LoopbackIssuer();
                Redemptions shop = VaucharRedemptions.connect(VaucharOptions.builder(
                                issuer.baseUri(), CredentialsProvider.of("canary-merchant", "canary-key"))
                        .cached()
                        .build())) {
            root.setLevel(Level.TRACE);
            shop.blocking()
                    .redeem(RedemptionRequest.builder(RedeemableId.giftCard(LoopbackIssuer.CARD))
                            .user("canary-user")
                            .email("canary@example.com")
                            .phone("canary-555")
                            .value("50.00")
                            .build());
        } finally {
            root.setLevel(before);
            root.detachAppender(everything);
            root.addAppender(console);
        }

        assertThat(said()).singleElement().asString().matches("DEBUG redeem gift_card: done in \\d+ ms");
        assertThat(List.copyOf(everything.list))
                .isNotEmpty()
                .noneMatch(line -> line.getFormattedMessage().contains("canary")
                        || line.getFormattedMessage().contains(LoopbackIssuer.CARD));
    }
}
