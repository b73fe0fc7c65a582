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
import io.redemption.events.RedemptionListener.Component;
import io.redemption.events.RedemptionListener.ComponentFailed;
import io.redemption.events.RedemptionListener.ContractBroken;
import io.redemption.events.RedemptionListener.ContractViolation;
import io.redemption.events.RedemptionListener.Contradicted;
import io.redemption.events.RedemptionListener.DecisionContradicted;
import io.redemption.events.RedemptionListener.Ended;
import io.redemption.events.RedemptionListener.HandedOver;
import io.redemption.events.RedemptionListener.Resolved;
import io.redemption.events.RedemptionListener.Verdict;
import io.redemption.events.TrafficClass;
import io.redemption.model.AttemptId;
import io.redemption.model.Decision;
import io.redemption.model.Doubt;
import io.redemption.model.FailureCode;
import io.redemption.model.Operation;
import io.redemption.model.RedeemableId;
import io.redemption.model.RedeemableKind;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionId;
import io.redemption.model.RedemptionRequest;
import io.redemption.model.Resolution.Obstacle;
import io.redemption.model.TransactionChoice;
import io.redemption.model.ViolationCode;
import io.redemption.resilience.ResilienceListener.BreakerChanged;
import io.redemption.resilience.ResilienceListener.BreakerState;
import io.redemption.resilience.ResilienceListener.Retrying;
import io.redemption.vertx.CredentialsProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** The log: a line for each call at debug, warnings for what requires action, nothing secret. */
class LoggingTest {
    /** The call of an attempt "order-7/1". */
    private static final RedemptionCall REDEEM = RedemptionCall.of(new RedemptionAttempt(
            AttemptId.of("order-7/1"),
            request().transaction(new TransactionChoice.AsGiven(null)).build(),
            null,
            Instant.EPOCH));

    private static final Pattern LOG_LINE = Pattern.compile("\\| ([A-Z]+) \\| `([^`]+)` \\|.*");

    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final Logger own = (Logger) LoggerFactory.getLogger(VaucharRedemptions.class);
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>() {
        @Override
        protected void append(ILoggingEvent line) {
            line.prepareForDeferredProcessing(); // reads the MDC of the thread that logs
            super.append(line);
        }
    };
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
        return new Ended(REDEEM, result, reasons, doubt, failure, Duration.ofMillis(35));
    }

    private static RedemptionRequest.Builder request() {
        return RedemptionRequest.builder(RedeemableId.giftCard(LoopbackIssuer.CARD))
                .user("user-1")
                .value("50.00");
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
                        "DEBUG redeem gift_card (attempt order-7/1): done in 35 ms",
                        "DEBUG redeem gift_card (attempt order-7/1): refused [expired, acme.min_basket] in 35 ms",
                        "INFO redeem gift_card (attempt order-7/1): unknown [no_answer] in 35 ms",
                        "DEBUG redeem gift_card (attempt order-7/1): failed [throttled] in 35 ms",
                        "DEBUG lookup: done in 1000 ms");
    }

    /** Every line that this class can log is in the table of the operations page, and the table has no other. */
    @Test
    void operationsPage_hasEachLineAndNoOther() throws IOException {
        sayEverything();
        List<Pattern> table = Files.readAllLines(Path.of("..", "docs", "operations.md")).stream()
                .map(LOG_LINE::matcher)
                .filter(Matcher::matches)
                .map(row -> pattern(row.group(1) + " " + row.group(2)))
                .toList();

        assertThat(table).hasSizeGreaterThan(10);
        assertThat(said()).allSatisfy(line -> assertThat(table).anyMatch(row -> matches(row, line)));
        assertThat(table).allSatisfy(row -> assertThat(said()).anyMatch(line -> matches(row, line)));
    }

    private static Pattern pattern(String row) {
        return Pattern.compile(
                Stream.of(row.split("\u2026", -1)).map(Pattern::quote).collect(Collectors.joining(".+")));
    }

    private static boolean matches(Pattern row, String line) {
        return row.matcher(line).matches();
    }

    private void sayEverything() {
        listener.ended(ended(CallResult.DONE, List.of(), null, null));
        listener.ended(ended(CallResult.UNKNOWN, List.of(), Doubt.NO_ANSWER, null));
        listener.resolved(new Resolved(REDEEM, Verdict.STILL_UNKNOWN, Duration.ofSeconds(1)));
        listener.resolved(new Resolved(REDEEM, Verdict.STILL_UNKNOWN, LoggingListener.OLD));
        sayOthers();
    }

    @Test
    void others_areAtTheLevelThatTheyDeserve() {
        sayOthers();

        assertThat(said())
                .containsExactly(
                        "DEBUG find coupon: send 2 follows in 70 ms, after issuer_failed",
                        "INFO redeem gift_card (attempt order-7/1): resolved as absent after 70 s",
                        "WARN redeem gift_card (attempt order-7/1): the issuer recorded it more than once; resolve its"
                                + " ticket to see which",
                        "WARN redeem gift_card (attempt order-7/1): in doubt, and reads cannot resolve it"
                                + " (marker_not_proven): a person must check it",
                        "WARN redeem gift_card (attempt order-7/1): redemption res-1 exists, although it was resolved"
                                + " as absent: check what was done because of that",
                        "WARN redeem gift_card (attempt order-7/1): was decided as not redeemed, and proof shows"
                                + " confirmed: check what was done because of the decision",
                        "WARN the context hook threw java.lang.IllegalStateException; this is logged once",
                        "WARN redeem: an adapter broke the contract of its port: never_ended",
                        "WARN the circuit breaker of writes is open: the issuer has failed too often",
                        "INFO the circuit breaker of writes is half_open",
                        "WARN the issuer's clock is 360 s behind ours; one of the two needs to be set",
                        "WARN the issuer's clock is 420 s ahead of ours; one of the two needs to be set");
    }

    private void sayOthers() {
        listener.retrying(new Retrying(
                RedemptionCall.of(Operation.FIND, RedeemableKind.COUPON),
                2,
                Duration.ofMillis(70),
                FailureCode.ISSUER_FAILED,
                null));
        listener.resolved(new Resolved(REDEEM, Verdict.ABSENT, Duration.ofSeconds(70)));
        listener.resolved(new Resolved(REDEEM, Verdict.DUPLICATE, Duration.ofSeconds(1)));
        listener.handedOver(new HandedOver(REDEEM, Obstacle.MARKER_NOT_PROVEN));
        listener.contradicted(new Contradicted(REDEEM, RedemptionId.of("res-1")));
        listener.decisionContradicted(
                new DecisionContradicted(REDEEM, Decision.Outcome.NOT_REDEEMED, Verdict.CONFIRMED));
        listener.componentFailed(new ComponentFailed(Component.CONTEXT_HOOK, "java.lang.IllegalStateException"));
        listener.contractBroken(
                new ContractBroken(RedemptionCall.of(Operation.REDEEM, null), ContractViolation.NEVER_ENDED));
        listener.breakerChanged(new BreakerChanged(TrafficClass.WRITES, BreakerState.OPEN));
        listener.breakerChanged(new BreakerChanged(TrafficClass.WRITES, BreakerState.HALF_OPEN));
        listener.clocksDiffer(new ClocksDiffer(Duration.ofMinutes(-6)));
        listener.clocksDiffer(new ClocksDiffer(Duration.ofMinutes(7)));
    }

    /** A doubt is polled for a day. It is warned of when it grows old, once, and again only if it comes back. */
    @Test
    void stillUnknown_warnsOnceOfAnOldDoubt() {
        for (Duration age : List.of(LoggingListener.OLD.minusSeconds(1), LoggingListener.OLD, Duration.ofHours(1))) {
            listener.resolved(new Resolved(REDEEM, Verdict.STILL_UNKNOWN, age));
        }
        listener.resolved(new Resolved(REDEEM, Verdict.CONFIRMED, Duration.ofHours(2)));
        listener.resolved(new Resolved(REDEEM, Verdict.STILL_UNKNOWN, Duration.ofHours(3)));

        assertThat(said())
                .containsExactly(
                        "DEBUG redeem gift_card (attempt order-7/1): still in doubt after 599 s",
                        "WARN redeem gift_card (attempt order-7/1): still in doubt after 600 s",
                        "DEBUG redeem gift_card (attempt order-7/1): still in doubt after 3600 s",
                        "INFO redeem gift_card (attempt order-7/1): resolved as confirmed after 7200 s",
                        "WARN redeem gift_card (attempt order-7/1): still in doubt after 10800 s");
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

        assertThat(said())
                .singleElement()
                .asString()
                .matches("DEBUG redeem gift_card \\(attempt \\S+\\): done in \\d+ ms");
        assertThat(List.copyOf(everything.list))
                .isNotEmpty()
                .noneMatch(line -> line.getFormattedMessage().contains("canary")
                        || line.getFormattedMessage().contains(LoopbackIssuer.CARD));
    }

    /** A lost answer, with the level at info as in production: its doubt and its end, both with MDC or without. */
    @Test
    void wholeStack_answerLost_saysTheDoubtAndItsEnd() throws IOException {
        own.setLevel(Level.INFO);
        try (LoopbackIssuer issuer = new LoopbackIssuer();
                Redemptions shop = VaucharRedemptions.connect(
                        VaucharOptions.builder(issuer.baseUri(), CredentialsProvider.of("merchant", "key"))
                                .contextHook(LoggingTest::capture)
                                .build())) {
            issuer.losesWrites(true);
            MDC.put("order", "7");
            CompletableFuture<String> continued = shop.redeem(
                            shop.prepare(request().build(), AttemptId.of("order-7/1")))
                    .thenApply(outcome -> MDC.get("order"))
                    .toCompletableFuture();
            MDC.clear();

            assertThat(continued.orTimeout(10, TimeUnit.SECONDS).join()).isEqualTo("7");
            Waits.until("the doubt is resolved", () -> lines.list.size() == 2);
        }

        assertThat(said().get(0))
                .matches("INFO redeem gift_card \\(attempt order-7/1\\): unknown \\[unexpected_status] in \\d+ ms");
        assertThat(said().get(1))
                .matches("INFO redeem gift_card \\(attempt order-7/1\\): resolved as confirmed after \\d+ s");
        assertThat(lines.list.get(0).getMDCPropertyMap()).containsEntry("order", "7");
        assertThat(lines.list.get(1).getMDCPropertyMap())
                .as("the background has no caller")
                .isEmpty();
    }

    private static Executor capture() {
        Map<String, String> captured = MDC.getCopyOfContextMap();
        return task -> {
            Map<String, String> before = MDC.getCopyOfContextMap();
            set(captured);
            try {
                task.run();
            } finally {
                set(before);
            }
        };
    }

    private static void set(@Nullable Map<String, String> context) {
        if (context == null) {
            MDC.clear();
        } else {
            MDC.setContextMap(context);
        }
    }
}
