package io.redemption.cache;

import static io.redemption.cache.CacheFixtures.COUPON;
import static io.redemption.cache.ProgrammedIssuer.now;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.redemption.cache.CacheListener.CacheResult;
import io.redemption.model.BasketOutcome;
import io.redemption.model.BasketOutcome.AllRedeemed;
import io.redemption.model.BasketOutcome.BasketUnknown;
import io.redemption.model.BasketOutcome.NoneRedeemed;
import io.redemption.model.Doubt;
import io.redemption.model.FailureCode;
import io.redemption.model.Freshness;
import io.redemption.model.HistoryQuery;
import io.redemption.model.Likelihood;
import io.redemption.model.NothingToReverse;
import io.redemption.model.Redeemed;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionException;
import io.redemption.model.RedemptionOutcome;
import io.redemption.model.Refused;
import io.redemption.model.Reversal;
import io.redemption.model.ReversalOutcome;
import io.redemption.model.Ticket;
import io.redemption.model.Unknown;
import io.redemption.model.Violation;
import io.redemption.model.ViolationCode;
import io.redemption.port.AbandonableStage;
import io.redemption.port.RedemptionChangeListener.Change;
import io.redemption.port.RedemptionChangeListener.RedemptionChange;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Writes pass through. However one ends, the entries are dropped first; a write in doubt keeps its redeemable out of
 * memory.
 */
class WritesTest {
    private static final Refused REFUSED = Refused.of(Violation.of(ViolationCode.EXPIRED));
    private static final RedemptionAttempt ATTEMPT = CacheFixtures.attempt(2);
    private static final Reversal REVERSAL = Reversal.of(CacheFixtures.redemption(1));
    private static final Unknown UNKNOWN = new Unknown(
            Ticket.of(ATTEMPT, Doubt.NO_ANSWER, Likelihood.POSSIBLE, 1, CacheFixtures.NOON, CacheFixtures.NOON));

    private final CacheUnderTest shop = new CacheUnderTest();

    /** What proves that nothing happened, if a stage fails with it. */
    private static RedemptionException proof() {
        return new RedemptionException(FailureCode.NOT_REACHABLE, "gone");
    }

    private static Arguments write(String name, Consumer<CacheUnderTest> write) {
        return arguments(name, write);
    }

    private static void redeem(CacheUnderTest shop, CompletionStage<RedemptionOutcome> answer) {
        shop.issuer.onRedeem = attempt -> answer;
        shop.cache.redeem(ATTEMPT);
    }

    private static void redeemAll(CacheUnderTest shop, CompletionStage<BasketOutcome> answer) {
        shop.issuer.onRedeemAll = attempts -> answer;
        shop.cache.redeemAll(List.of(ATTEMPT));
    }

    private static void reverse(CacheUnderTest shop, CompletionStage<ReversalOutcome> answer) {
        shop.issuer.onReverse = reversal -> answer;
        shop.cache.reverse(REVERSAL);
    }

    static Stream<Arguments> writesThatEndKnown() {
        return Stream.of(
                write("refused", shop -> redeem(shop, now(REFUSED))),
                write("failed", shop -> redeem(shop, CompletableFuture.failedFuture(proof()))),
                write("basket refused", shop -> redeemAll(shop, now(new NoneRedeemed(Map.of(0, REFUSED))))),
                write("basket failed", shop -> redeemAll(shop, CompletableFuture.failedFuture(proof()))),
                write("reversal refused", shop -> reverse(shop, now(REFUSED))),
                write("nothing to reverse", shop -> reverse(shop, now(new NothingToReverse(REVERSAL)))),
                write("reversal failed", shop -> reverse(shop, CompletableFuture.failedFuture(proof()))));
    }

    @SuppressWarnings("NullAway") // null is what the contract forbids and the issuer of this test answers
    static Stream<Arguments> writesInDoubt() {
        IllegalStateException noProof = new IllegalStateException("no proof");
        return Stream.of(
                write("unknown", shop -> redeem(shop, now(UNKNOWN))),
                write("failed without proof", shop -> redeem(shop, CompletableFuture.failedFuture(noProof))),
                write("answered null", shop -> redeem(shop, CompletableFuture.completedFuture(null))),
                write("no stage", shop -> redeem(shop, null)),
                write("threw", shop -> {
                    shop.issuer.onRedeem = attempt -> {
                        throw proof();
                    };
                    shop.cache.redeem(ATTEMPT);
                }),
                write("cancelled", shop -> {
                    shop.issuer.onRedeem = attempt -> new CompletableFuture<>();
                    shop.cache.redeem(ATTEMPT).toCompletableFuture().cancel(false);
                }),
                write("basket unknown", shop -> redeemAll(shop, now(new BasketUnknown(List.of(UNKNOWN.ticket()))))),
                write("basket without proof", shop -> redeemAll(shop, CompletableFuture.failedFuture(noProof))),
                write("reversal unknown", shop -> reverse(shop, now(UNKNOWN))),
                write("reversal without proof", shop -> reverse(shop, CompletableFuture.failedFuture(noProof))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("writesThatEndKnown")
    void write_endsWithoutAChange_dropsWhatIsHeld(String name, Consumer<CacheUnderTest> write) {
        shop.issuer.lists(1);
        shop.issuer.onLookup = () -> now(java.util.Optional.of(CacheFixtures.state()));
        shop.read();
        CacheFixtures.answer(shop.cache.lookup(COUPON, Freshness.CACHED_OK));

        write.accept(shop);

        shop.read();
        CacheFixtures.answer(shop.cache.lookup(COUPON, Freshness.CACHED_OK));
        assertThat(shop.issuer.histories).hasValue(2);
        assertThat(shop.issuer.lookups).hasValue(2);
        shop.read();
        assertThat(shop.issuer.histories).hasValue(2);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("writesInDoubt")
    void write_endsInDoubt_closesTheRedeemableUntilItIsSettled(String name, Consumer<CacheUnderTest> write) {
        shop.issuer.lists(1);
        shop.read();

        write.accept(shop);

        shop.log.results.clear();
        shop.read();
        shop.read();
        CacheFixtures.answer(shop.cache.lookup(COUPON, Freshness.CACHED_OK));
        CacheFixtures.answer(shop.cache.find(COUPON, CacheFixtures.redemption(1).id(), Freshness.FROM_ISSUER));
        assertThat(shop.log.results).hasSize(4).containsOnly(CacheResult.BYPASSED);

        shop.cache.changed(COUPON, Change.SETTLED, null);
        shop.log.results.clear();
        shop.read();
        shop.read();
        assertThat(shop.log.results).containsExactly(CacheResult.MISS, CacheResult.HIT);
    }

    @Test
    void writes_twoInDoubt_closeTheRedeemableUntilBothAreSettled() {
        RedemptionAttempt second = CacheFixtures.attempt(3);
        redeem(shop, now(UNKNOWN));
        shop.cache.redeem(second);

        shop.cache.changed(COUPON, Change.SETTLED, RedemptionChange.of(ATTEMPT.id()));
        shop.read();
        assertThat(shop.log.results).containsExactly(CacheResult.BYPASSED);

        shop.cache.changed(COUPON, Change.SETTLED, RedemptionChange.of(second.id()));
        shop.log.results.clear();
        shop.read();
        assertThat(shop.log.results).containsExactly(CacheResult.MISS);
    }

    @Test
    void write_reportedInDoubtTwice_isSettledOnce() {
        redeem(shop, now(UNKNOWN));
        shop.cache.changed(COUPON, Change.IN_DOUBT, RedemptionChange.of(ATTEMPT.id()));

        shop.cache.changed(COUPON, Change.SETTLED, RedemptionChange.of(ATTEMPT.id()));

        shop.read();
        assertThat(shop.log.results).containsExactly(CacheResult.MISS);
    }

    @Test
    void write_inDoubt_isSettledByTheSameWriteAgain() {
        redeem(shop, now(UNKNOWN));
        reverse(shop, now(UNKNOWN));

        redeem(shop, now(Redeemed.of(CacheFixtures.redemption(2))));
        shop.issuer.lists(2);
        shop.read();
        assertThat(shop.log.results).containsExactly(CacheResult.BYPASSED);

        reverse(shop, now(new NothingToReverse(REVERSAL)));
        shop.log.results.clear();
        shop.read();
        assertThat(shop.log.results).containsExactly(CacheResult.MISS);
    }

    @Test
    void write_inDoubt_isNotSettledByARefusalOfTheSameWriteAgain() {
        redeem(shop, now(UNKNOWN));

        redeem(shop, now(REFUSED));

        shop.read();
        assertThat(shop.log.results).containsExactly(CacheResult.BYPASSED);
    }

    @Test
    void write_inDoubt_staysSoHoweverLongItTakes() {
        redeem(shop, now(UNKNOWN));
        shop.time.advance(java.time.Duration.ofDays(1));
        shop.redeemOther();

        shop.read();

        assertThat(shop.log.results).containsExactly(CacheResult.BYPASSED);
    }

    /** A port that throws violates its contract and may have sent before, so its exception must not pass as proof. */
    @Test
    void redeem_delegateThrowsWhatWouldBeProof_failsWithoutProof() {
        shop.issuer.onRedeem = attempt -> {
            throw proof();
        };

        assertThat(CacheFixtures.failure(shop.cache.redeem(ATTEMPT))).isNotInstanceOf(RedemptionException.class);
    }

    @Test
    void redeemAll_allRedeemed_isCheckedAgainst() {
        shop.issuer.lists(1);
        shop.read();
        shop.issuer.lists(2, 1);
        redeemAll(shop, now(new AllRedeemed(List.of(Redeemed.of(CacheFixtures.redemption(2))))));

        assertThat(shop.read()).containsExactly(2, 1);

        shop.issuer.lists(1);
        shop.time.advance(CacheOptions.DEFAULT_TIME_TO_LIVE);
        assertThat(shop.begin()).isNotDone();
    }

    @Test
    void redeem_cancelledAfterItWasSent_endsAsTheIssuerEndsIt() {
        AtomicBoolean asked = new AtomicBoolean();
        AbandonableStage<RedemptionOutcome> sent = new AbandonableStage<>(() -> asked.set(true));
        shop.issuer.onRedeem = attempt -> sent;
        CompletableFuture<RedemptionOutcome> own = shop.cache.redeem(ATTEMPT).toCompletableFuture();
        shop.issuer.lists(1);
        shop.read();
        shop.issuer.lists(2, 1);

        own.cancel(false);

        assertThat(asked).isTrue();
        assertThat(own).isNotDone();
        sent.complete(Redeemed.of(CacheFixtures.redemption(2)));
        assertThat(CacheFixtures.answer(own)).isEqualTo(Redeemed.of(CacheFixtures.redemption(2)));
        assertThat(shop.read()).containsExactly(2, 1);
    }

    @Test
    void changed_ofAnotherRedeemable_dropsNothing() {
        shop.read();

        shop.cache.changed(CacheFixtures.OTHER, Change.IN_DOUBT, null);

        shop.read();
        assertThat(shop.issuer.histories).hasValue(1);
    }

    @Test
    void validate_isAskedEachTime() {
        AtomicBoolean first = new AtomicBoolean(true);
        shop.issuer.onValidate = () -> now(new io.redemption.model.ValidationResult(
                first.getAndSet(false) ? List.of() : REFUSED.violations(), null));

        assertThat(CacheFixtures.answer(shop.cache.validate(ATTEMPT.request())).violations())
                .isEmpty();
        assertThat(CacheFixtures.answer(shop.cache.validate(ATTEMPT.request())).violations())
                .isNotEmpty();
    }

    @Test
    void history_withoutChange_isHeldAcrossAQuery() {
        shop.read();

        CacheFixtures.answer(shop.cache.history(COUPON, HistoryQuery.ALL.limit(1)));

        assertThat(shop.issuer.histories).hasValue(1);
    }
}
