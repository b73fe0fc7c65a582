package io.redemption.resilience;

import static io.redemption.resilience.ResilienceFixtures.ATTEMPT;
import static io.redemption.resilience.ResilienceFixtures.CARD;
import static io.redemption.resilience.ResilienceFixtures.REDEMPTION;
import static io.redemption.resilience.ResilienceFixtures.answer;
import static io.redemption.resilience.ResilienceFixtures.code;
import static io.redemption.resilience.ResilienceFixtures.failed;
import static io.redemption.resilience.ResilienceFixtures.inDoubt;
import static io.redemption.resilience.ResilienceFixtures.redeemed;
import static io.redemption.resilience.ResilienceFixtures.ticket;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.model.Capability;
import io.redemption.model.Doubt;
import io.redemption.model.FailureCode;
import io.redemption.model.Freshness;
import io.redemption.model.Redeemed;
import io.redemption.model.Redemption;
import io.redemption.model.RedemptionException;
import io.redemption.model.RedemptionOutcome;
import io.redemption.testing.ManualTime;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A caller who cancels stops further sends and waits; a write that was sent continues. */
class CancellingTest {
    private final ManualTime time = ResilienceFixtures.noon();
    private final StubPort issuer = new StubPort();
    private final StubPort ours = new StubPort(Capability.IDEMPOTENT_ATTEMPTS);

    private CompletableFuture<RedemptionOutcome> redeem(StubPort port) {
        return ResilientRedemptionPort.over(
                        port, ResilienceFixtures.options(time).build())
                .redeem(ATTEMPT)
                .toCompletableFuture();
    }

    @Test
    void find_cancelled_endsAtOnceAndIsCancelledBelow() {
        CompletableFuture<Optional<Redemption>> below = new CompletableFuture<>();
        issuer.answering(below);
        CompletableFuture<Optional<Redemption>> call = ResilientRedemptionPort.over(
                        issuer, ResilienceFixtures.options(time).build())
                .find(CARD, REDEMPTION.id(), Freshness.FROM_ISSUER)
                .toCompletableFuture();

        call.cancel(false);

        assertThat(code(call)).isEqualTo(FailureCode.CANCELLED);
        assertThat(below).isCancelled();
        assertThat(time.waiting()).isZero();
    }

    @Test
    void redeem_cancelledWhileWaitingForARepetition_failsAtOnceAndIsNotSentAgain() {
        issuer.answering(failed(FailureCode.THROTTLED, ofSeconds(1)), redeemed());
        CompletableFuture<RedemptionOutcome> call = redeem(issuer);

        call.cancel(false);

        assertThat(code(call)).isEqualTo(FailureCode.CANCELLED);
        assertThat(time.waiting()).isZero();
        time.advance(ofSeconds(10));
        assertThat(issuer.sends()).isEqualTo(1);
    }

    @Test
    void redeem_cancelledWhileWaitingAfterDoubt_isInDoubtAtOnce() {
        ours.answering(inDoubt(Doubt.NO_ANSWER), redeemed());
        CompletableFuture<RedemptionOutcome> call = redeem(ours);

        call.cancel(false);

        assertThat(ticket(call).doubt()).isEqualTo(Doubt.NO_ANSWER);
        time.advance(ofSeconds(10));
        assertThat(ours.sends()).isEqualTo(1);
    }

    @Test
    void redeem_cancelledBeforeItIsSent_failsAtOnce() {
        issuer.answering(Transport.unsent());
        CompletableFuture<RedemptionOutcome> call = redeem(issuer);

        call.cancel(false);

        assertThat(code(call)).isEqualTo(FailureCode.CANCELLED);
        assertThat(time.waiting()).isZero();
    }

    @Test
    void redeem_cancelledAfterItWasSent_endsWithItsTrueOutcome() {
        CompletableFuture<RedemptionOutcome> below = Transport.sent();
        issuer.answering(below);
        CompletableFuture<RedemptionOutcome> call = redeem(issuer);

        assertThat(call.cancel(false)).isFalse();
        assertThat(call).isNotDone();
        below.complete(Redeemed.of(REDEMPTION));

        assertThat(answer(call)).isEqualTo(Redeemed.of(REDEMPTION));
        assertThat(time.waiting()).isZero();
    }

    @Test
    void redeem_cancelledAfterItWasSent_isNotRepeated() {
        CompletableFuture<RedemptionOutcome> below = Transport.sent();
        ours.answering(below, redeemed());
        CompletableFuture<RedemptionOutcome> call = redeem(ours);

        call.cancel(false);
        below.completeExceptionally(new RedemptionException(FailureCode.NOT_REACHABLE, "by the test"));

        assertThat(code(call)).isEqualTo(FailureCode.NOT_REACHABLE);
        assertThat(ours.sends()).isEqualTo(1);
        assertThat(time.waiting()).isZero();
    }

    @Test
    void redeem_cancelledAfterItWasSentAndNeverAnswered_isInDoubtAtTheDeadline() {
        issuer.answering(Transport.sent());
        CompletableFuture<RedemptionOutcome> call = redeem(issuer);

        call.cancel(false);
        time.advance(ofSeconds(10));

        assertThat(ticket(call).doubt()).isEqualTo(Doubt.NO_ANSWER);
    }

    /** The listener to the repetition cancels while no send is under way and a verdict is pending. */
    @Test
    void redeem_cancelledWhileItIsDecided_isNotSentAgain() {
        CompletableFuture<RedemptionOutcome> below = Transport.sent();
        issuer.answering(below, redeemed());
        CompletableFuture<?>[] call = new CompletableFuture<?>[1];
        call[0] = ResilientRedemptionPort.over(
                        issuer,
                        ResilienceFixtures.options(time)
                                .listener(new ResilienceListener() {
                                    @Override
                                    public void retrying(Retrying event) {
                                        call[0].cancel(false);
                                    }
                                })
                                .build())
                .redeem(ATTEMPT)
                .toCompletableFuture();

        below.completeExceptionally(new RedemptionException(FailureCode.NOT_REACHABLE, "by the test"));
        time.advance(ofSeconds(10));

        assertThat(code(call[0])).isEqualTo(FailureCode.NOT_REACHABLE);
        assertThat(issuer.sends()).isEqualTo(1);
        assertThat(time.waiting()).isZero();
    }
}
