package io.redemption.vauchar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.redemption.Redemptions;
import io.redemption.cache.CacheListener;
import io.redemption.events.RedemptionListener;
import io.redemption.model.FailureCode;
import io.redemption.model.Freshness;
import io.redemption.model.HistoryQuery;
import io.redemption.model.RedeemableId;
import io.redemption.model.RedeemableState;
import io.redemption.model.Redeemed;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionException;
import io.redemption.model.RedemptionId;
import io.redemption.model.RedemptionOutcome;
import io.redemption.model.RedemptionRequest;
import io.redemption.model.Refused;
import io.redemption.model.Reversal;
import io.redemption.model.Reversed;
import io.redemption.model.Unknown;
import io.redemption.model.Violation;
import io.redemption.model.ViolationCode;
import io.redemption.resilience.ResilienceListener;
import io.redemption.vertx.CredentialsProvider;
import io.redemption.vertx.TransportListener;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The whole client stack over an issuer on loopback. */
class VaucharRedemptionsTest {
    private static final Duration MAX_WAIT = Duration.ofSeconds(10);
    private static final RedeemableId CARD = RedeemableId.giftCard(LoopbackIssuer.CARD);
    private static final RedemptionId REDEMPTION = RedemptionId.of(LoopbackIssuer.REDEMPTION);
    private static final RedemptionRequest REQUEST =
            RedemptionRequest.builder(CARD).value("50.00").build();

    private LoopbackIssuer issuer;
    private Redemptions shop;

    @BeforeEach
    void open() throws IOException {
        issuer = new LoopbackIssuer();
        shop = VaucharRedemptions.connect(options().build());
    }

    @AfterEach
    void close() {
        issuer.release();
        shop.close();
        issuer.close();
    }

    private VaucharOptionsBuilder options() {
        return VaucharOptions.builder(issuer.baseUri(), CredentialsProvider.of("canary-merchant", "canary-key"));
    }

    private Redemptions use(VaucharOptionsBuilder options) {
        shop.close();
        shop = VaucharRedemptions.connect(options.build());
        return shop;
    }

    @Test
    void connect_everyOperation_reachesTheIssuer() {
        RedemptionOutcome outcome = shop.blocking().redeem(REQUEST);

        assertThat(outcome).isInstanceOf(Redeemed.class);
        assertThat(shop.blocking().find(CARD, REDEMPTION)).isPresent();
        assertThat(shop.blocking().history(CARD, HistoryQuery.ALL))
                .hasValueSatisfying(history -> assertThat(history.redemptions()).hasSize(1));
        assertThat(shop.blocking().lookup(CARD, Freshness.CACHED_OK))
                .map(RedeemableState::redeemable)
                .hasValueSatisfying(card -> assertThat(card.id()).isEqualTo(CARD));
        assertThat(shop.blocking().validate(REQUEST).isValid()).isTrue();
        assertThat(shop.blocking().reverse(new Reversal(CARD, REDEMPTION))).isInstanceOf(Reversed.class);
    }

    @Test
    void toString_stack_isOneLineFromTheOutside() {
        assertThat(shop.toString()).matches("Redemptions\\(Resilient\\(.*, Vertx\\(http://127\\.0\\.0\\.1:.*\\)\\)\\)");
        assertThat(use(options().cached()).toString())
                .matches("Redemptions\\(Caching\\(.*, Resilient\\(.*, Vertx\\(.*\\)\\)\\)\\)");
        assertThat(use(options().withoutResilience()).toString()).matches("Redemptions\\(Vertx\\([^(]*\\)\\)");
        assertThat(use(options().withoutResilience().cached()).toString())
                .matches("Redemptions\\(Caching\\(.*, Vertx\\([^(]*\\)\\)\\)")
                .doesNotContain("canary", "\n");
    }

    @Test
    void connect_cached_answersReadsFromMemoryUntilItWrites() {
        use(options().cached());

        shop.blocking().history(CARD, HistoryQuery.ALL);
        shop.blocking().history(CARD, HistoryQuery.ALL);
        long before = issuer.requests("GET");
        shop.blocking().redeem(REQUEST);
        issuer.awaitRequests("GET", 2); // the first acknowledgement of a kind is read back once
        shop.blocking().redeem(REQUEST);
        shop.blocking().history(CARD, HistoryQuery.ALL);

        assertThat(before).isEqualTo(1);
        assertThat(issuer.requests("GET")).isEqualTo(3);
    }

    @Test
    void connect_resilient_readsAgainAndWithoutItDoesNot() {
        Heard heard = new Heard();
        use(options().listener(heard));
        issuer.answers("500 Broken");
        RedemptionException failed = catchThrowableOfType(
                RedemptionException.class, () -> shop.blocking().find(CARD, REDEMPTION));
        long resilient = issuer.requests("GET");
        use(options().withoutResilience());
        RedemptionException failedAtOnce = catchThrowableOfType(
                RedemptionException.class, () -> shop.blocking().find(CARD, REDEMPTION));

        assertThat(heard.events).hasAtLeastOneElementOfType(ResilienceListener.Retrying.class);
        assertThat(failedAtOnce.code()).isEqualTo(FailureCode.ISSUER_FAILED);
        assertThat(failed.code()).isEqualTo(FailureCode.ISSUER_FAILED);
        assertThat(resilient).isEqualTo(3);
        assertThat(issuer.requests("GET")).isEqualTo(4);
    }

    @Test
    void redeem_inDoubt_isUnknownAndSentOnce() {
        issuer.answers("500 Broken");

        RedemptionAttempt attempt = shop.prepare(REQUEST);

        assertThat(shop.blocking().redeem(attempt)).isInstanceOf(Unknown.class);
        assertThat(shop.blocking().redeem(attempt)).isInstanceOf(Unknown.class);
        assertThat(issuer.requests("POST")).isEqualTo(1);
    }

    @Test
    void redeem_sameAttemptAgain_isAnsweredFromTheJournal() {
        RedemptionAttempt attempt = shop.prepare(REQUEST);

        shop.blocking().redeem(attempt);

        assertThat(shop.blocking().redeem(attempt))
                .isInstanceOfSatisfying(
                        Redeemed.class,
                        redeemed -> assertThat(redeemed.replayed()).isTrue());
        assertThat(issuer.requests("POST")).isEqualTo(1);
    }

    @Test
    void redeem_ruleOfOnesOwn_refusesUnsentBesideTheStandardOnes() {
        use(options().requestRule("acme.never", request -> Violation.of(ViolationCode.of("acme.never"))));

        assertThat(shop.blocking().redeem(RedemptionRequest.builder(CARD).build()))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.violations())
                                .extracting(Violation::code)
                                .containsExactlyInAnyOrder(
                                        ViolationCode.VALUE_REQUIRED, ViolationCode.of("acme.never")));
        assertThat(issuer.requests()).isEmpty();
    }

    @Test
    void listener_each_isNotifiedOfAllLayers() {
        Heard first = new Heard();
        Heard second = new Heard();
        use(options().cached().listener(first).listener(second));

        shop.blocking().history(CARD, HistoryQuery.ALL);

        assertThat(first.events)
                .extracting(event -> (Object) event.getClass())
                .contains(
                        TransportListener.Sent.class,
                        RedemptionListener.Ended.class,
                        TransportListener.PoolChanged.class,
                        CacheListener.CacheRead.class,
                        CacheListener.CacheLoaded.class);
        assertThat(second.events).isEqualTo(first.events);
    }

    @Test
    void blocking_onAnEventLoop_failsAtOnce() {
        issuer.hold();
        CompletableFuture<FailureCode> told = shop.find(CARD, REDEMPTION)
                .handle((found, thrown) -> catchThrowableOfType(
                                RedemptionException.class, () -> shop.blocking().find(CARD, REDEMPTION))
                        .code())
                .toCompletableFuture();

        issuer.release();

        assertThat(told).succeedsWithin(MAX_WAIT).isEqualTo(FailureCode.WOULD_BLOCK);
        assertThat(issuer.requests()).hasSize(1);
    }

    @Test
    void blocking_onAThreadThatTheUserNamed_failsAtOnce() {
        use(options().nonBlockingThreads(thread -> thread.equals(Thread.currentThread())));

        assertThat(catchThrowableOfType(
                                RedemptionException.class, () -> shop.blocking().find(CARD, REDEMPTION))
                        .code())
                .isEqualTo(FailureCode.WOULD_BLOCK);
    }

    @Test
    void close_redeemUnderWay_waitsForItsTrueOutcome() {
        issuer.hold();
        CompletableFuture<RedemptionOutcome> stage = shop.redeem(REQUEST).toCompletableFuture();
        Waits.until("the redeem is at the issuer", () -> issuer.requests("POST") == 1);

        CompletableFuture<Boolean> outcomeKnown = CompletableFuture.supplyAsync(() -> {
            shop.close();
            return stage.isDone();
        });
        Waits.until(
                "nothing new begins",
                () -> shop.find(CARD, REDEMPTION).toCompletableFuture().isCompletedExceptionally());
        assertThat(outcomeKnown).isNotDone();
        issuer.release();

        assertThat(outcomeKnown).succeedsWithin(MAX_WAIT).isEqualTo(true);
        assertThat(stage).isCompletedWithValueMatching(Redeemed.class::isInstance);
        Waits.until("no connection is left", () -> issuer.connections() == 0);
    }

    @Test
    void close_onAnEventLoop_doesNotWait() {
        issuer.hold();
        CompletableFuture<?> underWay = shop.redeem(REQUEST).toCompletableFuture();
        Waits.until("the redeem is at the issuer", () -> issuer.requests("POST") == 1);
        CompletableFuture<Boolean> closedBeforeTheEnd = shop.find(CARD, REDEMPTION)
                .handle((found, thrown) -> {
                    shop.close();
                    return !underWay.isDone();
                })
                .toCompletableFuture();
        Waits.until("the find is at the issuer", () -> issuer.requests("GET") == 1);

        issuer.answerOneRead();

        assertThat(closedBeforeTheEnd).succeedsWithin(MAX_WAIT).isEqualTo(true);
        issuer.release();
        assertThat(underWay).succeedsWithin(MAX_WAIT).isInstanceOf(Redeemed.class);
    }

    @Test
    void close_interrupted_keepsTheFlagAndClosesAllTheSame() {
        Thread.currentThread().interrupt();

        shop.close();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(shop.find(CARD, REDEMPTION)).isCompletedExceptionally();
        shop.close();
    }

    @Test
    void connect_twice_sharesNothingButWhatTheOptionsName() {
        VaucharOptions options = options().build();
        try (Redemptions other = VaucharRedemptions.connect(options)) {
            use(options.toBuilder()).close();

            assertThat(other.blocking().redeem(REQUEST)).isInstanceOf(Redeemed.class);
        }
    }

    /** Records its events. */
    private static final class Heard implements TransportListener, ResilienceListener, CacheListener {
        private final List<Record> events = new CopyOnWriteArrayList<>();

        @Override
        public void sent(Sent event) {
            events.add(event);
        }

        @Override
        public void ended(Ended event) {
            events.add(event);
        }

        @Override
        public void retrying(Retrying event) {
            events.add(event);
        }

        @Override
        public void poolChanged(PoolChanged event) {
            events.add(event);
        }

        @Override
        public void cacheRead(CacheRead event) {
            events.add(event);
        }

        @Override
        public void cacheLoaded(CacheLoaded event) {
            events.add(event);
        }
    }
}
