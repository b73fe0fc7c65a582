package io.redemption.resilience;

import static io.redemption.resilience.ResilienceFixtures.ATTEMPT;
import static io.redemption.resilience.ResilienceFixtures.CARD;
import static io.redemption.resilience.ResilienceFixtures.REDEMPTION;
import static io.redemption.resilience.ResilienceFixtures.REFUSED;
import static io.redemption.resilience.ResilienceFixtures.answer;
import static io.redemption.resilience.ResilienceFixtures.code;
import static io.redemption.resilience.ResilienceFixtures.done;
import static io.redemption.resilience.ResilienceFixtures.failed;
import static io.redemption.resilience.ResilienceFixtures.failure;
import static io.redemption.resilience.ResilienceFixtures.inDoubt;
import static io.redemption.resilience.ResilienceFixtures.redeemed;
import static io.redemption.resilience.ResilienceFixtures.ticket;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.events.TrafficClass;
import io.redemption.model.Doubt;
import io.redemption.model.FailureCode;
import io.redemption.model.Freshness;
import io.redemption.model.Redeemed;
import io.redemption.model.Redemption;
import io.redemption.model.RedemptionException;
import io.redemption.model.RedemptionOutcome;
import io.redemption.resilience.ResilienceListener.BreakerChanged;
import io.redemption.resilience.ResilienceListener.BreakerState;
import io.redemption.testing.ManualTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** Circuit breakers: half of four sends open them for ten seconds, two probes decide. */
class BreakerTest {
    private static final BreakerSettings SMALL = new BreakerSettings(4, 4, 50, ofSeconds(10), 2);

    private final ManualTime time = ResilienceFixtures.noon();
    private final StubPort issuer = new StubPort();
    private final List<BreakerChanged> events = new ArrayList<>();
    private final ResilientRedemptionPort port = ResilientRedemptionPort.over(
            issuer,
            ResilienceFixtures.options(time)
                    .maxSends(1)
                    .readBreaker(SMALL)
                    .writeBreaker(SMALL)
                    .listener(new ResilienceListener() {
                        @Override
                        public void breakerChanged(BreakerChanged event) {
                            events.add(event);
                        }
                    })
                    .build());

    private CompletionStage<RedemptionOutcome> redeem() {
        return port.redeem(ATTEMPT);
    }

    private CompletionStage<Optional<Redemption>> find() {
        return port.find(CARD, REDEMPTION.id(), Freshness.FROM_ISSUER);
    }

    private void redeemTimes(int calls) {
        for (int i = 0; i < calls; i++) {
            redeem();
        }
    }

    private void open() {
        issuer.answering(inDoubt(Doubt.UNEXPECTED_STATUS));
        redeemTimes(4);
    }

    @Test
    void redeem_threeOfFourInDoubtAlready_isStillSentForTheFourth() {
        issuer.answering(inDoubt(Doubt.NO_ANSWER));

        redeemTimes(3);

        assertThat(ticket(redeem()).doubt()).isEqualTo(Doubt.NO_ANSWER);
        assertThat(issuer.sends()).isEqualTo(4);
    }

    @Test
    void redeem_halfInDoubt_opensAndNothingIsSent() {
        issuer.answering(redeemed(), redeemed(), inDoubt(Doubt.NO_ANSWER));
        redeemTimes(4);

        CompletionStage<RedemptionOutcome> call = redeem();

        assertThat(code(call)).isEqualTo(FailureCode.BREAKER_OPEN);
        assertThat(issuer.sends()).isEqualTo(4);
        assertThat(events).containsExactly(new BreakerChanged(TrafficClass.WRITES, BreakerState.OPEN));
    }

    /** Different clocks and lagging reads are no reason to stop sending. */
    @ParameterizedTest
    @EnumSource(
            value = Doubt.class,
            names = {"ECHO_OUT_OF_TIME", "STILL_SHOWN", "NOT_CONFIRMED", "REDEEMABLE_GONE"})
    void redeem_inDoubtForReasonsThatTellNothingAboutTheIssuer_staysClosed(Doubt doubt) {
        issuer.answering(inDoubt(doubt));

        redeemTimes(40);

        assertThat(issuer.sends()).isEqualTo(40);
        assertThat(events).isEmpty();
    }

    @Test
    void redeem_lessThanHalfInDoubt_staysClosed() {
        issuer.answering(redeemed(), redeemed(), redeemed(), inDoubt(Doubt.NO_ANSWER));

        redeemTimes(5);

        assertThat(issuer.sends()).isEqualTo(5);
        assertThat(events)
                .contains(new BreakerChanged(TrafficClass.WRITES, BreakerState.OPEN))
                .hasSize(1);
    }

    @Test
    void find_writesBreakerOpen_isSentAllTheSame() {
        open();
        issuer.answering(done(Optional.of(REDEMPTION)));

        assertThat(answer(find())).contains(REDEMPTION);
    }

    @Test
    void redeem_readsBreakerOpen_isSentAllTheSame() {
        issuer.answering(failed(FailureCode.ISSUER_FAILED));
        for (int i = 0; i < 4; i++) {
            find();
        }
        assertThat(code(find())).isEqualTo(FailureCode.BREAKER_OPEN);
        issuer.answering(redeemed());

        assertThat(answer(redeem())).isEqualTo(Redeemed.of(REDEMPTION));
    }

    @Test
    void redeem_refusals_neverOpen() {
        issuer.answering(done(REFUSED));

        redeemTimes(10);

        assertThat(issuer.sends()).isEqualTo(10);
        assertThat(events).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = FailureCode.class,
            names = {"NOT_REACHABLE", "DEADLINE_EXCEEDED", "ISSUER_FAILED", "UNREADABLE", "BROKEN_ADAPTER"})
    void find_failuresOfTheIssuer_open(FailureCode code) {
        issuer.answering(failed(code));
        for (int i = 0; i < 4; i++) {
            find();
        }

        assertThat(code(find())).isEqualTo(FailureCode.BREAKER_OPEN);
    }

    @ParameterizedTest
    @EnumSource(
            value = FailureCode.class,
            mode = Mode.EXCLUDE,
            names = {"NOT_REACHABLE", "DEADLINE_EXCEEDED", "ISSUER_FAILED", "UNREADABLE", "BROKEN_ADAPTER"})
    void find_otherFailures_neverOpen(FailureCode code) {
        issuer.answering(failed(code));

        for (int i = 0; i < 10; i++) {
            find();
        }

        assertThat(issuer.sends()).isEqualTo(10);
    }

    @Test
    void find_callersWhoGoAway_neverOpen() {
        for (int i = 0; i < 10; i++) {
            issuer.answering(new CompletableFuture<>());
            find().toCompletableFuture().cancel(false);
        }

        assertThat(issuer.sends()).isEqualTo(10);
    }

    @Test
    void find_neverAnswered_opens() {
        issuer.answering(Transport.sent());
        for (int i = 0; i < 4; i++) {
            find();
        }

        time.advance(ofSeconds(10));

        assertThat(code(find())).isEqualTo(FailureCode.BREAKER_OPEN);
    }

    @Test
    void redeem_openForTenSeconds_probesThenAndClosesWhenTheyAreAnswered() {
        open();
        issuer.answering(redeemed());
        time.advance(ofSeconds(10));
        assertThat(code(redeem())).isEqualTo(FailureCode.BREAKER_OPEN);

        time.advance(ofMillis(1));
        assertThat(answer(redeem())).isEqualTo(Redeemed.of(REDEMPTION));
        assertThat(answer(redeem())).isEqualTo(Redeemed.of(REDEMPTION));

        assertThat(events)
                .extracting(BreakerChanged::state)
                .containsExactly(BreakerState.OPEN, BreakerState.HALF_OPEN, BreakerState.CLOSED);
    }

    @Test
    void redeem_refusedProbes_close() {
        open();
        time.advance(ofMillis(10_001));
        issuer.answering(done(REFUSED));

        redeemTimes(2);

        assertThat(events).last().isEqualTo(new BreakerChanged(TrafficClass.WRITES, BreakerState.CLOSED));
    }

    @Test
    void redeem_moreThanTheProbes_areTurnedAwayUntilTheyAreAnswered() {
        open();
        time.advance(ofMillis(10_001));
        issuer.answering(Transport.sent());
        redeemTimes(2);

        assertThat(code(redeem())).isEqualTo(FailureCode.BREAKER_OPEN);
        assertThat(issuer.sends()).isEqualTo(6);
    }

    /** A probe whose transport never ends must not keep the breaker half open forever. */
    @Test
    void redeem_probesNeverAnswered_openAgainAtTheirDeadline() {
        open();
        time.advance(ofMillis(10_001));
        issuer.answering(new CompletableFuture<>());
        redeemTimes(2);

        time.advance(ofSeconds(10));
        assertThat(events).last().isEqualTo(new BreakerChanged(TrafficClass.WRITES, BreakerState.OPEN));
        time.advance(ofMillis(10_001));
        issuer.answering(redeemed());

        assertThat(answer(redeem())).isEqualTo(Redeemed.of(REDEMPTION));
    }

    @Test
    void redeem_probeCancelledBeforeItWasSent_makesRoomForAnother() {
        open();
        time.advance(ofMillis(10_001));
        issuer.answering(Transport.unsent(), Transport.unsent(), redeemed());
        redeem().toCompletableFuture().cancel(false);
        redeem().toCompletableFuture().cancel(false);

        assertThat(answer(redeem())).isEqualTo(Redeemed.of(REDEMPTION));
    }

    /** A send that began before the breaker opened says nothing about the present. */
    @Test
    void redeem_oldSendsEndingDuringTheProbes_neitherCloseNorMakeRoom() {
        CompletableFuture<RedemptionOutcome> old = Transport.sent();
        CompletableFuture<RedemptionOutcome> older = Transport.unsent();
        issuer.answering(old, older);
        ResilientRedemptionPort patient = ResilientRedemptionPort.over(
                issuer,
                ResilienceFixtures.options(time)
                        .totalDeadline(ofSeconds(60))
                        .maxSends(1)
                        .writeBreaker(SMALL)
                        .build());
        patient.redeem(ATTEMPT);
        patient.redeem(ATTEMPT);
        issuer.answering(inDoubt(Doubt.NO_ANSWER));
        for (int i = 0; i < 4; i++) {
            patient.redeem(ATTEMPT);
        }
        time.advance(ofMillis(10_001));
        issuer.answering(Transport.sent());
        patient.redeem(ATTEMPT);
        patient.redeem(ATTEMPT);

        old.complete(Redeemed.of(REDEMPTION));
        older.completeExceptionally(new RedemptionException(FailureCode.CANCELLED, "by the test"));

        assertThat(code(patient.redeem(ATTEMPT))).isEqualTo(FailureCode.BREAKER_OPEN);
    }

    @Test
    void redeem_clockSetBack_opensNoLonger() {
        open();
        time.set(ResilienceFixtures.NOON.minusSeconds(86_400));
        time.advance(ofMillis(10_001));
        issuer.answering(redeemed());

        assertThat(answer(redeem())).isEqualTo(Redeemed.of(REDEMPTION));
    }

    @Test
    void redeem_breakerOpensWhileItFails_isNotSentAgainAndFailsAsTheLastSend() {
        ResilientRedemptionPort repeating = ResilientRedemptionPort.over(
                issuer,
                ResilienceFixtures.options(time)
                        .writeBreaker(new BreakerSettings(2, 2, 50, ofSeconds(10), 1))
                        .build());
        issuer.answering(failed(FailureCode.NOT_REACHABLE));

        CompletionStage<RedemptionOutcome> call = repeating.redeem(ATTEMPT);
        time.advance(ofSeconds(5));

        assertThat(code(call)).isEqualTo(FailureCode.NOT_REACHABLE);
        assertThat(issuer.sends()).isEqualTo(2);
        assertThat(failure(repeating.redeem(ATTEMPT))).hasMessageContaining("nothing was sent");
    }

    @Test
    void redeem_breakerOpenedByOthersDuringTheWait_failsAsTheLastSend() {
        ResilientRedemptionPort repeating = ResilientRedemptionPort.over(
                issuer,
                ResilienceFixtures.options(time)
                        .writeBreaker(new BreakerSettings(2, 2, 50, ofSeconds(10), 1))
                        .build());
        issuer.answering(failed(FailureCode.THROTTLED), inDoubt(Doubt.NO_ANSWER));

        CompletionStage<RedemptionOutcome> call = repeating.redeem(ATTEMPT);
        repeating.redeem(ATTEMPT);
        repeating.redeem(ATTEMPT);
        time.advance(ofSeconds(5));

        assertThat(code(call)).isEqualTo(FailureCode.THROTTLED);
        assertThat(issuer.sends()).isEqualTo(3);
    }
}
