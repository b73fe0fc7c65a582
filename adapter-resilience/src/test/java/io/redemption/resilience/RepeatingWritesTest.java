package io.redemption.resilience;

import static io.redemption.resilience.ResilienceFixtures.ATTEMPT;
import static io.redemption.resilience.ResilienceFixtures.REDEMPTION;
import static io.redemption.resilience.ResilienceFixtures.REFUSED;
import static io.redemption.resilience.ResilienceFixtures.REVERSAL;
import static io.redemption.resilience.ResilienceFixtures.answer;
import static io.redemption.resilience.ResilienceFixtures.code;
import static io.redemption.resilience.ResilienceFixtures.done;
import static io.redemption.resilience.ResilienceFixtures.failed;
import static io.redemption.resilience.ResilienceFixtures.inDoubt;
import static io.redemption.resilience.ResilienceFixtures.redeemed;
import static io.redemption.resilience.ResilienceFixtures.reversalInDoubt;
import static io.redemption.resilience.ResilienceFixtures.ticket;
import static io.redemption.resilience.ResilienceFixtures.unknown;
import static java.time.Duration.ZERO;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.model.BasketOutcome;
import io.redemption.model.BasketOutcome.BasketUnknown;
import io.redemption.model.BasketOutcome.NoneRedeemed;
import io.redemption.model.Capability;
import io.redemption.model.Doubt;
import io.redemption.model.FailureCode;
import io.redemption.model.Likelihood;
import io.redemption.model.NothingToReverse;
import io.redemption.model.Redeemed;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionOutcome;
import io.redemption.model.ReversalOutcome;
import io.redemption.model.Reversed;
import io.redemption.model.Ticket;
import io.redemption.testing.ManualTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** What the earlier sends of a write leave in doubt, and what its caller gets. */
class RepeatingWritesTest {
    private final ManualTime time = ResilienceFixtures.noon();
    private final StubPort vauchar = new StubPort();
    private final StubPort ours = new StubPort(Capability.IDEMPOTENT_ATTEMPTS, Capability.ATOMIC_BASKET);

    private ResilientRedemptionPort over(StubPort port) {
        return ResilientRedemptionPort.over(
                port, ResilienceFixtures.options(time).build());
    }

    private CompletionStage<RedemptionOutcome> redeem(StubPort port) {
        CompletionStage<RedemptionOutcome> call = over(port).redeem(ATTEMPT);
        time.advance(ofSeconds(10));
        return call;
    }

    private CompletionStage<ReversalOutcome> reverse(StubPort port) {
        CompletionStage<ReversalOutcome> call = over(port).reverse(REVERSAL);
        time.advance(ofSeconds(10));
        return call;
    }

    @Test
    void redeem_answered_isOneSendAndLeavesNoTimer() {
        vauchar.answering(redeemed());

        CompletionStage<RedemptionOutcome> call = over(vauchar).redeem(ATTEMPT);

        assertThat(answer(call)).isEqualTo(Redeemed.of(REDEMPTION));
        assertThat(vauchar.sends()).isEqualTo(1);
        assertThat(time.waiting()).isZero();
    }

    @Test
    void redeem_refused_isOneSendAndStaysRefused() {
        vauchar.answering(done(REFUSED));

        assertThat(answer(redeem(vauchar))).isEqualTo(REFUSED);
        assertThat(vauchar.sends()).isEqualTo(1);
    }

    @Test
    void redeem_inDoubtByAnAnswerThatTakesIdempotenceBack_isNotSentAgain() {
        ours.answering().then(() -> {
            ours.losesCapabilities();
            return inDoubt(Doubt.UNEXPECTED_STATUS);
        });

        assertThat(ticket(redeem(ours)).doubt()).isEqualTo(Doubt.UNEXPECTED_STATUS);
        assertThat(ours.sends()).isEqualTo(1);
    }

    @Test
    void redeem_inDoubtThenRefusedByAnAnswerThatTakesIdempotenceBack_staysInDoubt() {
        ours.answering(inDoubt(Doubt.NO_ANSWER)).then(() -> {
            ours.losesCapabilities();
            return done(REFUSED);
        });

        assertThat(ticket(redeem(ours)).sends()).isEqualTo(2);
    }

    @Test
    void redeem_notReachableThenRedeemed_isRedeemed() {
        vauchar.answering(failed(FailureCode.NOT_REACHABLE), redeemed());

        assertThat(answer(redeem(vauchar))).isEqualTo(Redeemed.of(REDEMPTION));
        assertThat(vauchar.sends()).isEqualTo(2);
    }

    @Test
    void redeem_notReachableThenRefused_staysRefused() {
        vauchar.answering(failed(FailureCode.NOT_REACHABLE), failed(FailureCode.NOT_REACHABLE), done(REFUSED));

        assertThat(answer(redeem(vauchar))).isEqualTo(REFUSED);
    }

    @Test
    void redeem_notAuthorisedThenRefused_staysRefused() {
        vauchar.answering(failed(FailureCode.NOT_AUTHORISED, ZERO), done(REFUSED));

        assertThat(answer(redeem(vauchar))).isEqualTo(REFUSED);
    }

    @Test
    void redeem_throttledThenRefused_isInDoubt() {
        vauchar.answering(failed(FailureCode.THROTTLED), done(REFUSED));

        Ticket ticket = ticket(redeem(vauchar));

        assertThat(ticket.doubt()).isEqualTo(Doubt.REFUSED_AFTER_RESEND);
        assertThat(ticket.executed()).isEqualTo(Likelihood.POSSIBLE);
        assertThat(ticket.sends()).isEqualTo(2);
        assertThat(ticket.sentAt()).isEqualTo(ResilienceFixtures.NOON);
        assertThat(ticket.doubtfulSince()).isAfter(ResilienceFixtures.NOON);
        assertThat(ticket.attemptId()).isEqualTo(ATTEMPT.id());
    }

    @Test
    void redeem_throttledThenRefusedByAnIssuerThatHonoursAttempts_staysRefused() {
        ours.answering(failed(FailureCode.THROTTLED), done(REFUSED));

        assertThat(answer(redeem(ours))).isEqualTo(REFUSED);
    }

    @Test
    void redeem_throttledThenRedeemed_isRedeemed() {
        vauchar.answering(failed(FailureCode.THROTTLED), redeemed());

        assertThat(answer(redeem(vauchar))).isEqualTo(Redeemed.of(REDEMPTION));
    }

    @Test
    void redeem_inDoubtAtOnce_keepsTheTicketAsItIs() {
        Ticket given = unknown(
                        Doubt.ECHO_MISMATCH,
                        Likelihood.LIKELY,
                        ResilienceFixtures.NOON.minusSeconds(1),
                        ResilienceFixtures.NOON)
                .ticket();
        vauchar.answering(done(new io.redemption.model.Unknown(given)));

        assertThat(ticket(redeem(vauchar))).isEqualTo(given);
    }

    @Test
    void redeem_inDoubtThenRedeemed_isRedeemed() {
        ours.answering(inDoubt(Doubt.NO_ANSWER), redeemed());

        assertThat(answer(redeem(ours))).isEqualTo(Redeemed.of(REDEMPTION));
        assertThat(ours.sends()).isEqualTo(2);
    }

    @Test
    void redeem_inDoubtThenRefusedByAnIssuerThatHonoursAttempts_isRefused() {
        ours.answering(inDoubt(Doubt.NO_ANSWER), done(REFUSED));

        assertThat(answer(redeem(ours))).isEqualTo(REFUSED);
    }

    @Test
    void redeem_inDoubtThenFailed_staysInDoubt() {
        Instant since = ResilienceFixtures.NOON.plusSeconds(2);
        ours.answering(
                done(unknown(
                        Doubt.UNEXPECTED_STATUS, Likelihood.POSSIBLE, ResilienceFixtures.NOON.plusMillis(1), since)),
                failed(FailureCode.NOT_REACHABLE),
                failed(FailureCode.NOT_AUTHORISED));

        Ticket ticket = ticket(redeem(ours));

        assertThat(ticket.doubt()).isEqualTo(Doubt.UNEXPECTED_STATUS);
        assertThat(ticket.sends()).isEqualTo(3);
        assertThat(ticket.sentAt()).isEqualTo(ResilienceFixtures.NOON.plusMillis(1));
        assertThat(ticket.doubtfulSince()).isEqualTo(since);
    }

    @Test
    void redeem_severalInDoubt_keepsTheLikeliestEvidenceAndTheNewestTime() {
        ours.answering(
                done(unknown(
                        Doubt.NO_ANSWER,
                        Likelihood.POSSIBLE,
                        ResilienceFixtures.NOON,
                        ResilienceFixtures.NOON.plusSeconds(1))),
                done(unknown(
                        Doubt.ANSWER_UNREADABLE,
                        Likelihood.LIKELY,
                        ResilienceFixtures.NOON,
                        ResilienceFixtures.NOON.plusSeconds(2))),
                done(unknown(
                        Doubt.UNEXPECTED_STATUS,
                        Likelihood.POSSIBLE,
                        ResilienceFixtures.NOON,
                        ResilienceFixtures.NOON.plusSeconds(3))));

        Ticket ticket = ticket(redeem(ours));

        assertThat(ticket.executed()).isEqualTo(Likelihood.LIKELY);
        assertThat(ticket.doubt()).isEqualTo(Doubt.ANSWER_UNREADABLE);
        assertThat(ticket.sends()).isEqualTo(3);
        assertThat(ticket.doubtfulSince()).isEqualTo(ResilienceFixtures.NOON.plusSeconds(3));
    }

    @Test
    void reverse_inDoubtThenReversed_isReversed() {
        vauchar.answering(reversalInDoubt(Doubt.NO_ANSWER), done(new Reversed(REVERSAL)));

        assertThat(answer(reverse(vauchar))).isEqualTo(new Reversed(REVERSAL));
    }

    /** "Nothing changed" would be a guess: the send in doubt may have reversed it. */
    @Test
    void reverse_inDoubtThenNothingToReverse_staysInDoubt() {
        vauchar.answering(reversalInDoubt(Doubt.NO_ANSWER), done(new NothingToReverse(REVERSAL)));

        Ticket ticket = ticket(reverse(vauchar));

        assertThat(ticket.doubt()).isEqualTo(Doubt.REFUSED_AFTER_RESEND);
        assertThat(ticket.redemption()).isEqualTo(REVERSAL.redemption());
        assertThat(ticket.sends()).isEqualTo(2);
    }

    @Test
    void reverse_inDoubtThenRefused_staysInDoubt() {
        ours.answering(reversalInDoubt(Doubt.NO_ANSWER), done(REFUSED));

        assertThat(ticket(reverse(ours)).doubt()).isEqualTo(Doubt.REFUSED_AFTER_RESEND);
    }

    @Test
    void reverse_notReachableThenNothingToReverse_isNothingToReverse() {
        vauchar.answering(failed(FailureCode.NOT_REACHABLE), done(new NothingToReverse(REVERSAL)));

        assertThat(answer(reverse(vauchar))).isEqualTo(new NothingToReverse(REVERSAL));
    }

    /** A page instead of an answer says even less about the send before than a refusal. */
    @Test
    void write_throttledThenMisconfigured_isInDoubt() {
        for (StubPort issuer : List.of(vauchar, ours)) {
            issuer.answering(failed(FailureCode.THROTTLED), failed(FailureCode.MISCONFIGURED));
            Ticket ticket = ticket(redeem(issuer));
            assertThat(ticket.doubt()).isEqualTo(Doubt.REFUSED_AFTER_RESEND);
            assertThat(ticket.sends()).isEqualTo(2);

            issuer.answering(failed(FailureCode.THROTTLED), failed(FailureCode.MISCONFIGURED));
            assertThat(ticket(reverse(issuer)).doubt()).isEqualTo(Doubt.REFUSED_AFTER_RESEND);
        }
    }

    @Test
    void write_inDoubtThenMisconfigured_staysInDoubt() {
        ours.answering(inDoubt(Doubt.NO_ANSWER), failed(FailureCode.MISCONFIGURED));
        assertThat(ticket(redeem(ours)).doubt()).isEqualTo(Doubt.NO_ANSWER);

        vauchar.answering(reversalInDoubt(Doubt.NO_ANSWER), failed(FailureCode.MISCONFIGURED));
        assertThat(ticket(reverse(vauchar)).doubt()).isEqualTo(Doubt.NO_ANSWER);
    }

    @Test
    void write_notSentThenMisconfigured_hasFailed() {
        vauchar.answering(failed(FailureCode.NOT_REACHABLE), failed(FailureCode.MISCONFIGURED));

        assertThat(code(redeem(vauchar))).isEqualTo(FailureCode.MISCONFIGURED);
    }

    @Test
    void reverse_refused_isNeverSentAgain() {
        vauchar.answering(done(REFUSED));

        assertThat(answer(reverse(vauchar))).isEqualTo(REFUSED);
        assertThat(vauchar.sends()).isEqualTo(1);
    }

    @Test
    void redeemAll_throttledThenRefusedWithoutIdempotentAttempts_isInDoubtForEveryItem() {
        List<RedemptionAttempt> basket = List.of(ResilienceFixtures.attempt(1), ResilienceFixtures.attempt(2));
        vauchar.answering(failed(FailureCode.THROTTLED), done(new NoneRedeemed(Map.of(1, REFUSED))));

        CompletionStage<BasketOutcome> call = over(vauchar).redeemAll(basket);
        time.advance(ofSeconds(10));

        assertThat(answer(call)).isInstanceOfSatisfying(BasketUnknown.class, unknown -> {
            assertThat(unknown.tickets())
                    .extracting(Ticket::attemptId)
                    .containsExactly(basket.get(0).id(), basket.get(1).id());
            assertThat(unknown.tickets())
                    .allSatisfy(ticket -> assertThat(ticket.doubt()).isEqualTo(Doubt.REFUSED_AFTER_RESEND))
                    .allSatisfy(ticket -> assertThat(ticket.sends()).isEqualTo(2));
        });
    }

    @Test
    void redeemAll_refusedByAnIssuerThatHonoursAttempts_staysRefused() {
        BasketOutcome none = new NoneRedeemed(Map.of(0, REFUSED));
        ours.answering(failed(FailureCode.THROTTLED), done(none));

        CompletionStage<BasketOutcome> call = over(ours).redeemAll(List.of(ATTEMPT));
        time.advance(ofSeconds(10));

        assertThat(answer(call)).isEqualTo(none);
    }

    @Test
    void redeem_throttledWithRetryAfter_waitsAtLeastThatLong() {
        vauchar.answering(failed(FailureCode.THROTTLED, ofSeconds(3)), redeemed());

        CompletionStage<RedemptionOutcome> call = over(vauchar).redeem(ATTEMPT);
        time.advance(ofMillis(2_999));

        assertThat(vauchar.sends()).isEqualTo(1);
        time.advance(ofMillis(101));
        assertThat(answer(call)).isEqualTo(Redeemed.of(REDEMPTION));
    }

    @Test
    void redeem_retryAfterBeyondTheDeadline_failsNowAsTheIssuerSaid() {
        vauchar.answering(failed(FailureCode.THROTTLED, ofSeconds(10)), redeemed());

        CompletionStage<RedemptionOutcome> call = over(vauchar).redeem(ATTEMPT);

        assertThat(code(call)).isEqualTo(FailureCode.THROTTLED);
        assertThat(ResilienceFixtures.failure(call).retryAfter()).isEqualTo(ofSeconds(10));
        assertThat(vauchar.sends()).isEqualTo(1);
    }
}
