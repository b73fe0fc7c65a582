package io.redemption.resilience;

import static io.redemption.resilience.ResilienceFixtures.ATTEMPT;
import static io.redemption.resilience.ResilienceFixtures.CARD;
import static io.redemption.resilience.ResilienceFixtures.REDEMPTION;
import static io.redemption.resilience.ResilienceFixtures.answer;
import static io.redemption.resilience.ResilienceFixtures.code;
import static io.redemption.resilience.ResilienceFixtures.done;
import static io.redemption.resilience.ResilienceFixtures.failed;
import static io.redemption.resilience.ResilienceFixtures.redeemed;
import static io.redemption.resilience.ResilienceFixtures.ticket;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.events.RedemptionListener;
import io.redemption.events.RedemptionListener.ContractBroken;
import io.redemption.events.RedemptionListener.ContractViolation;
import io.redemption.model.FailureCode;
import io.redemption.model.Freshness;
import io.redemption.model.Operation;
import io.redemption.model.Redeemed;
import io.redemption.model.Redemption;
import io.redemption.model.RedemptionOutcome;
import io.redemption.testing.ManualTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** Bulkheads and rate limits: no call waits, and room is given back when the transport has ended, not before. */
class LimitsTest {
    private final ManualTime time = ResilienceFixtures.noon();
    private final StubPort issuer = new StubPort();
    private final List<ContractBroken> events = new ArrayList<>();

    private ResilientRedemptionPort oneAtATime() {
        return ResilientRedemptionPort.over(
                issuer,
                ResilienceFixtures.options(time)
                        .maxConcurrentReads(1)
                        .maxConcurrentWrites(1)
                        .listener(new RedemptionListener() {
                            @Override
                            public void contractBroken(ContractBroken event) {
                                events.add(event);
                            }
                        })
                        .build());
    }

    private static CompletionStage<Optional<Redemption>> find(ResilientRedemptionPort port) {
        return port.find(CARD, REDEMPTION.id(), Freshness.FROM_ISSUER);
    }

    @Test
    void redeem_noRoom_failsAtOnceAndIsNotSent() {
        ResilientRedemptionPort port = oneAtATime();
        issuer.answering(Transport.sent());
        port.redeem(ATTEMPT);

        assertThat(code(port.redeem(ATTEMPT))).isEqualTo(FailureCode.OVERLOADED);
        assertThat(issuer.sends()).isEqualTo(1);
    }

    @Test
    void find_noRoomForWrites_isSentAllTheSame() {
        ResilientRedemptionPort port = oneAtATime();
        issuer.answering(Transport.sent(), done(Optional.empty()));
        port.redeem(ATTEMPT);

        assertThat(answer(find(port))).isEmpty();
    }

    @Test
    void redeem_noRoomForReads_isSentAllTheSame() {
        ResilientRedemptionPort port = oneAtATime();
        issuer.answering(new CompletableFuture<>(), redeemed());
        find(port);

        assertThat(answer(port.redeem(ATTEMPT))).isEqualTo(Redeemed.of(REDEMPTION));
    }

    @Test
    void redeem_transportEnded_makesRoom() {
        ResilientRedemptionPort port = oneAtATime();
        CompletableFuture<RedemptionOutcome> below = Transport.sent();
        issuer.answering(below, redeemed());
        port.redeem(ATTEMPT);

        below.complete(Redeemed.of(REDEMPTION));

        assertThat(answer(port.redeem(ATTEMPT))).isEqualTo(Redeemed.of(REDEMPTION));
    }

    @Test
    void redeem_givenUpAtTheDeadline_makesRoomOnlyWhenTheTransportHasEnded() {
        ResilientRedemptionPort port = oneAtATime();
        CompletableFuture<RedemptionOutcome> below = Transport.sent();
        issuer.answering(below, redeemed());
        CompletionStage<RedemptionOutcome> call = port.redeem(ATTEMPT);
        time.advance(ofSeconds(10));
        assertThat(ticket(call).sends()).isEqualTo(1);

        assertThat(code(port.redeem(ATTEMPT))).isEqualTo(FailureCode.OVERLOADED);
        below.complete(Redeemed.of(REDEMPTION));

        assertThat(answer(port.redeem(ATTEMPT))).isEqualTo(Redeemed.of(REDEMPTION));
        assertThat(time.waiting()).isZero();
        assertThat(events).isEmpty();
    }

    @Test
    void redeem_transportNeverEnds_makesRoomAMinuteAfterItWasGivenUp() {
        ResilientRedemptionPort port = oneAtATime();
        CompletableFuture<RedemptionOutcome> below = new CompletableFuture<>();
        issuer.answering(below, redeemed());
        port.redeem(ATTEMPT);
        time.advance(ofSeconds(70).minusNanos(1));
        assertThat(code(port.redeem(ATTEMPT))).isEqualTo(FailureCode.OVERLOADED);

        time.advance(ofMillis(1));

        assertThat(events).singleElement().satisfies(event -> {
            assertThat(event.call().operation()).isEqualTo(Operation.REDEEM);
            assertThat(event.violation()).isEqualTo(ContractViolation.NEVER_ENDED);
        });
        assertThat(answer(port.redeem(ATTEMPT))).isEqualTo(Redeemed.of(REDEMPTION));
        assertThat(time.waiting()).isZero();
        issuer.answering(Transport.sent());
        port.redeem(ATTEMPT);
        below.complete(Redeemed.of(REDEMPTION));
        assertThat(code(port.redeem(ATTEMPT))).as("its end makes no room twice").isEqualTo(FailureCode.OVERLOADED);
    }

    @Test
    void find_cancelled_makesRoom() {
        ResilientRedemptionPort port = oneAtATime();
        issuer.answering(new CompletableFuture<>(), done(Optional.empty()));

        find(port).toCompletableFuture().cancel(false);

        assertThat(answer(find(port))).isEmpty();
    }

    @Test
    void find_waitingForARepetition_takesNoRoom() {
        ResilientRedemptionPort port = oneAtATime();
        issuer.answering(failed(FailureCode.ISSUER_FAILED, ofSeconds(1)), done(Optional.empty()));
        find(port);

        assertThat(answer(find(port))).isEmpty();
    }

    @Test
    void find_noRoomForTheRepetition_failsAsTheLastSend() {
        ResilientRedemptionPort port = oneAtATime();
        issuer.answering(failed(FailureCode.ISSUER_FAILED), new CompletableFuture<>());
        CompletionStage<Optional<Redemption>> call = find(port);
        find(port);

        time.advance(ofSeconds(1));

        assertThat(code(call)).isEqualTo(FailureCode.ISSUER_FAILED);
        assertThat(issuer.sends()).isEqualTo(2);
    }

    /** A thread that is being shut down must still read the outcome of its write. */
    @Test
    void find_onAnInterruptedThread_isSentAndKeepsTheFlag() {
        issuer.answering(done(Optional.empty()));

        Thread.currentThread().interrupt();
        CompletionStage<Optional<Redemption>> call = find(oneAtATime());

        assertThat(Thread.interrupted()).isTrue();
        assertThat(answer(call)).isEmpty();
    }

    @Test
    void find_moreThanTheRate_failsAtOnceUntilTheNextPeriod() {
        ResilientRedemptionPort port = ResilientRedemptionPort.over(
                issuer,
                ResilienceFixtures.options(time)
                        .readRate(new RateLimit(2, ofSeconds(1)))
                        .build());
        issuer.answering(done(Optional.empty()));
        find(port);
        find(port);

        assertThat(code(find(port))).isEqualTo(FailureCode.OVERLOADED);
        issuer.answering(redeemed());
        assertThat(answer(port.redeem(ATTEMPT)))
                .as("writes have a rate of their own")
                .isNotNull();
        time.advance(ofSeconds(1).minusNanos(1));
        assertThat(code(find(port))).isEqualTo(FailureCode.OVERLOADED);
        time.advance(ofMillis(1));
        issuer.answering(done(Optional.empty()));
        assertThat(answer(find(port))).isEmpty();
        assertThat(issuer.sends()).isEqualTo(4);
    }

    @Test
    void redeem_moreThanTheRate_failsAtOnce() {
        ResilientRedemptionPort port = ResilientRedemptionPort.over(
                issuer,
                ResilienceFixtures.options(time)
                        .writeRate(new RateLimit(1, ofSeconds(1)))
                        .build());
        issuer.answering(redeemed());
        port.redeem(ATTEMPT);

        assertThat(code(port.redeem(ATTEMPT))).isEqualTo(FailureCode.OVERLOADED);
        issuer.answering(done(Optional.empty()));
        assertThat(answer(find(port))).isEmpty();
    }

    /** A probe that our own limits refuse does not count. */
    @Test
    void redeem_probeTurnedAwayByTheRate_leavesItsPlaceToAnother() {
        ResilientRedemptionPort port = ResilientRedemptionPort.over(
                issuer,
                ResilienceFixtures.options(time)
                        .maxSends(1)
                        .writeRate(new RateLimit(1, ofSeconds(20)))
                        .writeBreaker(new BreakerSettings(1, 1, 50, ofSeconds(10), 1))
                        .build());
        issuer.answering(failed(FailureCode.NOT_REACHABLE), redeemed());
        port.redeem(ATTEMPT);
        time.advance(ofMillis(10_001));
        assertThat(code(port.redeem(ATTEMPT))).isEqualTo(FailureCode.OVERLOADED);

        time.advance(ofSeconds(10));

        assertThat(answer(port.redeem(ATTEMPT))).isEqualTo(Redeemed.of(REDEMPTION));
    }
}
