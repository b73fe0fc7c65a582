package io.redemption.resilience;

import static io.redemption.resilience.ResilienceFixtures.ATTEMPT;
import static io.redemption.resilience.ResilienceFixtures.CARD;
import static io.redemption.resilience.ResilienceFixtures.REDEMPTION;
import static io.redemption.resilience.ResilienceFixtures.REVERSAL;
import static io.redemption.resilience.ResilienceFixtures.answer;
import static io.redemption.resilience.ResilienceFixtures.code;
import static io.redemption.resilience.ResilienceFixtures.done;
import static io.redemption.resilience.ResilienceFixtures.failed;
import static io.redemption.resilience.ResilienceFixtures.ticket;
import static io.redemption.resilience.ResilienceFixtures.unknown;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofNanos;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.model.BasketOutcome;
import io.redemption.model.BasketOutcome.BasketUnknown;
import io.redemption.model.Capability;
import io.redemption.model.Doubt;
import io.redemption.model.FailureCode;
import io.redemption.model.Freshness;
import io.redemption.model.Likelihood;
import io.redemption.model.Operation;
import io.redemption.model.Redeemed;
import io.redemption.model.Redemption;
import io.redemption.model.RedemptionOutcome;
import io.redemption.model.Ticket;
import io.redemption.testing.ManualTime;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** The total deadline ends every call, over all sends and waits, also if the delegate never ends. */
class DeadlineTest {
    private final ManualTime time = ResilienceFixtures.noon();
    private final StubPort issuer = new StubPort();
    private final StubPort ours = new StubPort(Capability.IDEMPOTENT_ATTEMPTS);
    private final LimitedStub limited = new LimitedStub();

    private ResilientRedemptionPort over(io.redemption.port.RedemptionPort port) {
        return ResilientRedemptionPort.over(
                port,
                ResilienceFixtures.options(time)
                        .random(ResilienceFixtures.longest())
                        .build());
    }

    @Test
    void find_neverAnswered_failsAtTheDeadlineAndIsCancelledBelow() {
        CompletableFuture<Optional<Redemption>> below = new CompletableFuture<>();
        issuer.answering(below);

        CompletionStage<Optional<Redemption>> call = over(issuer).find(CARD, REDEMPTION.id(), Freshness.FROM_ISSUER);
        time.advance(ofSeconds(10).minusNanos(1));

        assertThat(call.toCompletableFuture()).isNotDone();
        time.advance(ofNanos(1));
        assertThat(code(call)).isEqualTo(FailureCode.DEADLINE_EXCEEDED);
        assertThat(below).isCancelled();
        assertThat(time.waiting()).isZero();
    }

    @Test
    void redeem_sentAndNeverAnswered_isInDoubtAtTheDeadline() {
        CompletableFuture<RedemptionOutcome> below = Transport.sent();
        issuer.answering(below);

        CompletionStage<RedemptionOutcome> call = over(issuer).redeem(ATTEMPT);
        time.advance(ofSeconds(10));

        assertThat(ticket(call))
                .isEqualTo(Ticket.of(
                        ATTEMPT,
                        Doubt.NO_ANSWER,
                        Likelihood.POSSIBLE,
                        1,
                        ResilienceFixtures.NOON,
                        ResilienceFixtures.NOON.plusSeconds(10)));
        below.complete(Redeemed.of(REDEMPTION));
        assertThat(ticket(call).sends()).as("what comes later changes nothing").isEqualTo(1);
        assertThat(time.waiting()).isZero();
    }

    @Test
    void redeem_neverSent_failsAtTheDeadline() {
        issuer.answering(Transport.unsent());

        CompletionStage<RedemptionOutcome> call = over(issuer).redeem(ATTEMPT);
        time.advance(ofSeconds(10));

        assertThat(code(call)).isEqualTo(FailureCode.DEADLINE_EXCEEDED);
        assertThat(time.waiting()).isZero();
    }

    /** A plain future does not say whether it was sent; cancelling it would only lose its answer. */
    @Test
    void redeem_plainFutureNeverCompleted_isInDoubtAndNotCancelled() {
        CompletableFuture<RedemptionOutcome> below = new CompletableFuture<>();
        issuer.answering(below);

        CompletionStage<RedemptionOutcome> call = over(issuer).redeem(ATTEMPT);
        time.advance(ofSeconds(10));

        assertThat(ticket(call).doubt()).isEqualTo(Doubt.NO_ANSWER);
        assertThat(below).isNotDone();
    }

    @Test
    void redeem_inDoubtThenNeverAnswered_keepsTheBestEvidence() {
        ours.answering(
                done(unknown(
                        Doubt.ANSWER_UNREADABLE, Likelihood.LIKELY, ResilienceFixtures.NOON, ResilienceFixtures.NOON)),
                Transport.sent());

        CompletionStage<RedemptionOutcome> call = over(ours).redeem(ATTEMPT);
        time.advance(ofSeconds(10));

        Ticket ticket = ticket(call);
        assertThat(ticket.executed()).isEqualTo(Likelihood.LIKELY);
        assertThat(ticket.doubt()).isEqualTo(Doubt.ANSWER_UNREADABLE);
        assertThat(ticket.sends()).isEqualTo(2);
        assertThat(ticket.doubtfulSince()).isEqualTo(ResilienceFixtures.NOON.plusSeconds(10));
    }

    @Test
    void redeem_inDoubtThenNeverSent_staysInDoubt() {
        ours.answering(ResilienceFixtures.inDoubt(Doubt.NO_ANSWER), Transport.unsent());

        CompletionStage<RedemptionOutcome> call = over(ours).redeem(ATTEMPT);
        time.advance(ofSeconds(10));

        assertThat(ticket(call).doubt()).isEqualTo(Doubt.NO_ANSWER);
        assertThat(ticket(call).sends()).isEqualTo(2);
    }

    @Test
    void reverse_sentAndNeverAnswered_isInDoubtAtTheDeadline() {
        issuer.answering(Transport.sent());

        var call = over(issuer).reverse(REVERSAL);
        time.advance(ofSeconds(10));

        assertThat(ticket(call).operation()).isEqualTo(Operation.REVERSE);
        assertThat(ticket(call).redemption()).isEqualTo(REVERSAL.redemption());
    }

    @Test
    void redeemAll_sentAndNeverAnswered_isInDoubtForEveryItem() {
        issuer.answering(Transport.sent());

        CompletionStage<BasketOutcome> call =
                over(issuer).redeemAll(List.of(ResilienceFixtures.attempt(1), ResilienceFixtures.attempt(2)));
        time.advance(ofSeconds(10));

        assertThat(answer(call))
                .isInstanceOfSatisfying(
                        BasketUnknown.class,
                        unknown -> assertThat(unknown.tickets()).hasSize(2));
    }

    @Test
    void find_repeated_sharesOneDeadline() {
        issuer.answering(failed(FailureCode.ISSUER_FAILED, ofSeconds(6)), new CompletableFuture<>());

        CompletionStage<Optional<Redemption>> call = over(issuer).find(CARD, REDEMPTION.id(), Freshness.FROM_ISSUER);
        time.advance(ofSeconds(10).minusNanos(1));

        assertThat(issuer.sends()).isEqualTo(2);
        assertThat(call.toCompletableFuture()).isNotDone();
        time.advance(ofNanos(1));
        assertThat(code(call)).isEqualTo(FailureCode.DEADLINE_EXCEEDED);
    }

    @Test
    void timeLimitedPort_eachSend_getsTheTimeThatIsLeft() {
        limited.answering(failed(FailureCode.ISSUER_FAILED, ofSeconds(6)), done(Optional.empty()));

        CompletionStage<Optional<Redemption>> call = over(limited).find(CARD, REDEMPTION.id(), Freshness.FROM_ISSUER);
        time.advance(ofSeconds(10));

        assertThat(answer(call)).isEmpty();
        assertThat(limited.given).containsExactly(ofSeconds(10), ofMillis(3_900));
    }

    @Test
    void timeLimitedPort_endsByItself_isGivenTheTimeToTellWhatItKnows() {
        CompletableFuture<RedemptionOutcome> below = Transport.sent();
        limited.answering(below);

        CompletionStage<RedemptionOutcome> call = over(limited).redeem(ATTEMPT);
        time.advance(ofSeconds(10));
        below.complete(unknown(Doubt.ANSWER_UNREADABLE, Likelihood.LIKELY, ResilienceFixtures.NOON, time.now()));

        assertThat(ticket(call).executed()).isEqualTo(Likelihood.LIKELY);
    }

    @Test
    void timeLimitedPort_doesNotEnd_isNotWaitedForLongerThanPromised() {
        limited.answering(Transport.sent());

        CompletionStage<RedemptionOutcome> call = over(limited).redeem(ATTEMPT);
        time.advance(ofMillis(10_250));

        assertThat(ticket(call).doubt()).isEqualTo(Doubt.NO_ANSWER);
    }

    /** A timer may be late: when the wait is over, no time is left. */
    @Test
    void find_wokenTooLateForOneMoreSend_failsWithTheLastFailure() {
        LateTime late = new LateTime(time);
        issuer.answering(failed(FailureCode.ISSUER_FAILED));
        ResilientRedemptionPort port = ResilientRedemptionPort.over(
                issuer,
                ResilienceOptions.builder()
                        .time(late)
                        .random(ResilienceFixtures.longest())
                        .build());

        CompletionStage<Optional<Redemption>> call = port.find(CARD, REDEMPTION.id(), Freshness.FROM_ISSUER);
        late.delayTimersBy(ofMillis(9_651));
        time.advance(ofMillis(9_751));

        assertThat(code(call)).isEqualTo(FailureCode.ISSUER_FAILED);
        assertThat(issuer.sends()).isEqualTo(1);
    }
}
