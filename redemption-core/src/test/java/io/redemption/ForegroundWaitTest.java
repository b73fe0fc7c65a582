package io.redemption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redemption.events.RedemptionListener.CallResult;
import io.redemption.events.RedemptionListener.Ended;
import io.redemption.model.Redeemed;
import io.redemption.model.Redemption;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionOutcome;
import io.redemption.model.Reversal;
import io.redemption.model.ReversalOutcome;
import io.redemption.model.Reversed;
import io.redemption.model.Unknown;
import io.redemption.port.AttemptState;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A call that ended unknown may wait a little for its resolution, and never answers that nothing happened. */
class ForegroundWaitTest {
    private static final Duration WAIT = Duration.ofSeconds(3);
    private static final Duration STEP = Duration.ofMillis(50);

    private final Shop shop = new Shop(new ProgrammedPort());
    private final LyingIssuer issuer = new LyingIssuer(shop.time);
    private final Redemptions redemptions =
            waiting(WAIT, Duration.ofSeconds(10)).build();
    private final RedemptionAttempt attempt =
            redemptions.prepare(Samples.aRequest().build());

    ForegroundWaitTest() {
        issuer.serve(shop.port);
    }

    private RedemptionsBuilder waiting(Duration wait, Duration within) {
        return shop.builder().resolveWait(wait, within).pollSpread(new Random(1));
    }

    @Test
    void redeem_answerLostAndListed_isRedeemed() {
        issuer.answersAreLost = true;

        CompletableFuture<RedemptionOutcome> outcome =
                redemptions.redeem(attempt).toCompletableFuture();
        CompletableFuture<RedemptionOutcome> joined =
                redemptions.redeem(attempt).toCompletableFuture();
        assertThat(outcome).isNotDone();
        pass(Duration.ofMillis(400));

        assertThat(outcome).isCompletedWithValue(Redeemed.of(issuer.record.get(0)));
        assertThat(joined).isCompletedWithValue(new Redeemed(issuer.record.get(0), true));
        assertThat(shop.known(attempt)).contains(new AttemptState.Settled(Redeemed.of(issuer.record.get(0))));
        assertThat(shop.log.of(Ended.class))
                .extracting(Ended::result)
                .containsExactlyInAnyOrder(CallResult.DONE, CallResult.REPLAYED);
        assertThat(shop.time.waiting()).as("timers").isZero();
    }

    @Test
    void redeem_nothingListed_isUnknownAfterTheWaitAndNotPolledAnyMore() {
        lose();

        CompletableFuture<RedemptionOutcome> outcome =
                redemptions.redeem(attempt).toCompletableFuture();
        pass(WAIT.minus(STEP));
        assertThat(outcome).isNotDone();
        pass(STEP);
        assertThat(outcome.join()).isInstanceOf(Unknown.class);
        int polls = shop.port.read.size();
        pass(Duration.ofMinutes(2));

        assertThat(polls).isEqualTo(2);
        assertThat(shop.port.read).hasSize(2);
        assertThat(shop.time.waiting()).as("timers").isZero();
    }

    @Test
    void redeem_nothingListed_goesOnInTheBackgroundIfThatIsAskedFor() {
        Redemptions both =
                waiting(WAIT, Duration.ofSeconds(10)).resolveInBackground(true).build();
        Shop.now(both.redeem(Samples.aRequest().user("prover").build()));
        RedemptionAttempt lost = both.prepare(Samples.aRequest().build());
        lose();

        CompletableFuture<RedemptionOutcome> outcome = both.redeem(lost).toCompletableFuture();
        pass(WAIT);
        assertThat(outcome.join()).isInstanceOf(Unknown.class);
        pass(Duration.ofMinutes(2));

        assertThat(shop.known(lost)).contains(new AttemptState.Absent());
    }

    /** Even with bounds so short that absence is proven while the caller waits. */
    @Test
    void redeem_provenAbsentWhileItWaits_isUnknownAndNeverAbsent() {
        Redemptions quick = waiting(WAIT, Duration.ofSeconds(10))
                .maxExecutionDelay(Duration.ofMillis(500))
                .maxReadLag(Duration.ofMillis(100))
                .build();
        Shop.now(quick.redeem(Samples.aRequest().user("prover").build()));
        RedemptionAttempt lost = quick.prepare(Samples.aRequest().build());
        lose();

        CompletableFuture<RedemptionOutcome> outcome = quick.redeem(lost).toCompletableFuture();
        pass(WAIT);

        assertThat(outcome.join()).isInstanceOf(Unknown.class);
        assertThat(shop.known(lost)).contains(new AttemptState.Absent());
    }

    @Test
    void redeem_deadlineIsNear_waitsOnlyForWhatIsLeft() {
        Redemptions late = waiting(WAIT, Duration.ofSeconds(2)).build();
        CompletableFuture<RedemptionOutcome> lost = new CompletableFuture<>();
        shop.port.onRedeem = asked -> lost;

        CompletableFuture<RedemptionOutcome> outcome = late.redeem(attempt).toCompletableFuture();
        pass(Duration.ofMillis(1_500));
        lost.completeExceptionally(new IllegalStateException("lost"));
        pass(Duration.ofMillis(450));
        assertThat(outcome).isNotDone();
        pass(STEP);

        assertThat(outcome.join()).isInstanceOf(Unknown.class);
    }

    @Test
    void redeem_deadlineIsOver_doesNotWait() {
        Redemptions late = waiting(WAIT, Duration.ofSeconds(2)).build();
        CompletableFuture<RedemptionOutcome> lost = new CompletableFuture<>();
        shop.port.onRedeem = asked -> lost;

        CompletableFuture<RedemptionOutcome> outcome = late.redeem(attempt).toCompletableFuture();
        pass(Duration.ofSeconds(2));
        lost.completeExceptionally(new IllegalStateException("lost"));

        assertThat(outcome.join()).isInstanceOf(Unknown.class);
        assertThat(shop.port.read).isEmpty();
    }

    @Test
    void redeem_openSinceEarlier_waitsAndIsReplayed() {
        issuer.answersAreLost = true;
        issuer.readLag = Duration.ofMillis(3_500);
        CompletableFuture<RedemptionOutcome> first = redemptions.redeem(attempt).toCompletableFuture();
        pass(WAIT);
        assertThat(first.join()).isInstanceOf(Unknown.class);

        CompletableFuture<RedemptionOutcome> second =
                redemptions.redeem(attempt).toCompletableFuture();
        pass(WAIT);

        assertThat(second).isCompletedWithValue(new Redeemed(issuer.record.get(0), true));
        assertThat(shop.port.sent).hasSize(1);
    }

    @Test
    void redeem_callerCancelsWhileItWaits_endsAndLeavesNoTimer() {
        lose();

        CompletableFuture<RedemptionOutcome> outcome =
                redemptions.redeem(attempt).toCompletableFuture();
        outcome.cancel(false);

        assertThat(shop.time.waiting()).as("timers").isZero();
        assertThat(shop.known(attempt).orElseThrow()).isInstanceOf(AttemptState.Open.class);
        assertThat(shop.log.endings()).containsExactly(CallResult.UNKNOWN);
    }

    @Test
    void redeem_closedWhileItWaits_isUnknown() {
        lose();

        CompletableFuture<RedemptionOutcome> outcome =
                redemptions.redeem(attempt).toCompletableFuture();
        redemptions.close();

        assertThat(outcome.join()).isInstanceOf(Unknown.class);
        assertThat(shop.time.waiting()).as("timers").isZero();
    }

    @Test
    void reverse_answerLostAndGone_isReversedIfTheReadLagIsShorterThanTheWait() {
        Redemptions quick = waiting(WAIT, Duration.ofSeconds(10))
                .maxReadLag(Duration.ofMillis(500))
                .build();
        Redemption redeemed = prove();
        shop.port.onReverse = reversal -> {
            issuer.record.clear();
            return CompletableFuture.failedStage(new IllegalStateException("lost"));
        };

        CompletableFuture<ReversalOutcome> outcome =
                quick.reverse(Reversal.of(redeemed)).toCompletableFuture();
        assertThat(outcome).isNotDone();
        pass(WAIT);

        assertThat(outcome).isCompletedWithValue(new Reversed(Reversal.of(redeemed)));
    }

    @Test
    void reverse_stillStanding_isUnknownAfterTheWait() {
        Redemption redeemed = prove();
        shop.port.onReverse = reversal -> CompletableFuture.failedStage(new IllegalStateException("lost"));

        CompletableFuture<ReversalOutcome> outcome =
                redemptions.reverse(Reversal.of(redeemed)).toCompletableFuture();
        pass(WAIT);

        assertThat(outcome.join()).isInstanceOf(Unknown.class);
    }

    @Test
    void builder_negativeTimesOrNoBudget_isRefused() {
        RedemptionsBuilder builder = shop.builder();

        assertThatThrownBy(() -> builder.resolveWait(Duration.ofMillis(-1), WAIT))
                .hasMessageContaining("resolve wait");
        assertThatThrownBy(() -> builder.resolveWait(WAIT, Duration.ofMillis(-1)))
                .hasMessageContaining("within");
        assertThatThrownBy(() -> builder.pollBudget(0, 1)).hasMessageContaining("poll budget");
        assertThatThrownBy(() -> builder.pollBudget(1, 0)).hasMessageContaining("poll budget");
    }

    private Redemption prove() {
        Shop.now(redemptions.redeem(Samples.aRequest().user("prover").build()));
        return issuer.record.get(0);
    }

    private void lose() {
        shop.port.onRedeem = asked -> CompletableFuture.failedStage(new IllegalStateException("lost"));
    }

    private void pass(Duration by) {
        for (Duration passed = Duration.ZERO; passed.compareTo(by) < 0; passed = passed.plus(STEP)) {
            shop.time.advance(STEP);
        }
    }
}
