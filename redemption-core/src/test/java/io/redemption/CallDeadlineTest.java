package io.redemption;

import static io.redemption.Samples.redeemed;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redemption.model.CallOptions;
import io.redemption.model.Doubt;
import io.redemption.model.FailureCode;
import io.redemption.model.Freshness;
import io.redemption.model.HistoryQuery;
import io.redemption.model.Redemption;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionException;
import io.redemption.model.RedemptionOutcome;
import io.redemption.model.Reversal;
import io.redemption.model.ReversalOutcome;
import io.redemption.model.Unknown;
import io.redemption.port.AbandonableStage;
import io.redemption.port.AttemptJournal.Opening;
import io.redemption.port.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/**
 * A deadline of one call ends the waiting of its caller, whatever hangs. It must not turn what may have happened into a
 * failure, nor send what the caller was told is not sent.
 */
class CallDeadlineTest {
    private static final CallOptions TWO_SECONDS = CallOptions.NONE.deadline(ofSeconds(2));

    private final Shop shop = new Shop(ProgrammedPort.honest());
    private final Redemptions brief = shop.redemptions.with(TWO_SECONDS);
    private final CompletableFuture<Opening> opening = new CompletableFuture<>();
    private final RedemptionAttempt attempt = shop.anAttempt();

    private void journalHangs() {
        shop.journal.onOpen = asked -> opening;
    }

    private CompletableFuture<RedemptionOutcome> issuerHangs() {
        CompletableFuture<RedemptionOutcome> issuer = new AbandonableStage<>(() -> {});
        shop.port.onRedeem = asked -> issuer;
        return issuer;
    }

    private void passDeadline() {
        shop.time.advance(ofSeconds(2));
        shop.time.advance(CallLimit.GRACE);
    }

    private static FailureCode failure(CompletionStage<?> stage) {
        try {
            Object answer = Shop.now(stage);
            throw new AssertionError("expected a failure, but was " + answer);
        } catch (RedemptionException known) {
            return known.code();
        }
    }

    @Test
    void beforeTheJournalAnswers_failsAndIsNeverSent() {
        journalHangs();
        CompletableFuture<RedemptionOutcome> answer = brief.redeem(attempt).toCompletableFuture();
        shop.time.advance(ofSeconds(2));
        assertThat(answer).as("up to 250 ms are for what the port knows").isNotDone();

        shop.time.advance(CallLimit.GRACE);
        opening.complete(new Opening.Fresh(1, false));

        assertThat(failure(answer)).isEqualTo(FailureCode.DEADLINE_EXCEEDED);
        assertThatThrownBy(() -> Shop.now(answer))
                .hasMessage("DEADLINE_EXCEEDED: the deadline of the call, PT2S, passed; nothing was sent");
        assertThat(shop.port.sent).isEmpty();
        assertThat(shop.known(attempt)).isEmpty();
        shop.journal.onOpen = shop.journal.delegate::open;
        assertThat(shop.redeem(attempt)).as("it may be repeated").isEqualTo(redeemed(attempt));
    }

    @Test
    void afterItWasSent_isUnknownAndItsOutcomeIsRecorded() {
        CompletableFuture<RedemptionOutcome> issuer = issuerHangs();
        CompletionStage<RedemptionOutcome> answer = brief.redeem(attempt);

        passDeadline();

        assertThat(Shop.now(answer))
                .isInstanceOfSatisfying(
                        Unknown.class,
                        unknown -> assertThat(unknown.ticket().doubt()).isEqualTo(Doubt.CANCELLED));
        issuer.complete(redeemed(attempt));
        assertThat(shop.redeem(attempt)).isEqualTo(Samples.asReplayed(attempt));
        assertThat(shop.port.sent).hasSize(1);
    }

    @Test
    void whileAnotherCallerWaitsUnsent_isUnknownBecauseTheOtherSendsIt() {
        journalHangs();
        CompletableFuture<RedemptionOutcome> other = shop.begin(attempt);
        CompletionStage<RedemptionOutcome> answer = brief.redeem(attempt);

        passDeadline();
        opening.complete(new Opening.Fresh(1, false));

        assertThat(Shop.now(answer).<Boolean>fold(r -> false, r -> false, unknown -> true))
                .isTrue();
        assertThat(Shop.now(other)).isEqualTo(redeemed(attempt));
    }

    /** The deadline passes between the last look at the callers and the port, as it may on another thread. */
    @Test
    void whileTheAttemptIsHandedOver_isNotSentIfTheCallerWasToldSo() {
        journalHangs();
        PassingTime passing = new PassingTime(shop.time);
        Redemptions other = shop.builder().time(passing).build().with(TWO_SECONDS);
        RedemptionAttempt prepared = other.prepare(Samples.aRequest().build());
        CompletionStage<RedemptionOutcome> answer = other.redeem(prepared);

        passing.passesWhenRead = true;
        opening.complete(new Opening.Fresh(1, false));

        assertThat(failure(answer)).isEqualTo(FailureCode.DEADLINE_EXCEEDED);
        assertThat(shop.port.sent).isEmpty();
    }

    /** A clock under which a long time passes when the time of day is read next. */
    private final class PassingTime implements TimeSource {
        private final ManualTime time;
        private boolean passesWhenRead;

        PassingTime(ManualTime time) {
            this.time = time;
        }

        @Override
        public Instant now() {
            if (passesWhenRead) {
                passesWhenRead = false;
                passDeadline();
            }
            return time.now();
        }

        @Override
        public long nanoTime() {
            return time.nanoTime();
        }

        @Override
        public Scheduled schedule(Duration delay, Runnable task) {
            return time.schedule(delay, task);
        }
    }

    @Test
    void ofAReversal_isUnknown() {
        CompletableFuture<ReversalOutcome> issuer = new AbandonableStage<>(() -> {});
        shop.port.onReverse = asked -> issuer;
        Redemption redeemed = Samples.redemption(attempt);

        CompletionStage<ReversalOutcome> answer = brief.reverse(Reversal.of(redeemed));
        passDeadline();

        assertThat(Shop.now(answer).<Boolean>fold(r -> false, n -> false, r -> false, unknown -> true))
                .isTrue();
    }

    @Test
    void ofARead_failsAndEndsTheReadOfThePort() {
        CompletableFuture<Optional<Redemption>> issuer = new CompletableFuture<>();
        shop.port.onFind = (id, redemption) -> issuer;
        Redemption redeemed = Samples.redemption(attempt);

        CompletionStage<Optional<Redemption>> answer = brief.find(redeemed.redeemable(), redeemed.id());
        passDeadline();

        assertThat(failure(answer)).isEqualTo(FailureCode.DEADLINE_EXCEEDED);
        assertThat(issuer).isCancelled();
    }

    @Test
    void inTime_changesNothingAndLeavesNoTimer() {
        assertThat(Shop.now(brief.redeem(attempt))).isEqualTo(redeemed(attempt));

        passDeadline();

        assertThat(shop.redeem(attempt)).isEqualTo(Samples.asReplayed(attempt));
    }

    @Test
    void cancelling_endsTheCallAsWithoutADeadline() {
        journalHangs();
        CompletableFuture<RedemptionOutcome> answer = brief.redeem(attempt).toCompletableFuture();

        answer.cancel(false);
        opening.complete(new Opening.Fresh(1, false));
        passDeadline();

        assertThat(answer).isCancelled();
        assertThat(shop.port.sent).isEmpty();
    }

    @Test
    void readsFromIssuer_replacesTheFreshnessOfAHistory() {
        CompletableFuture<HistoryQuery> asked = new CompletableFuture<>();
        shop.port.onHistory = query -> {
            asked.complete(query);
            return CompletableFuture.completedStage(Optional.empty());
        };

        Shop.now(shop.redemptions
                .with(CallOptions.NONE.readsFromIssuer())
                .history(attempt.redeemable(), HistoryQuery.ALL.limit(3)));

        assertThat(asked.join()).isEqualTo(HistoryQuery.ALL.limit(3).freshness(Freshness.FROM_ISSUER));
    }

    @Test
    void waitsForRoom_ofAPortThatDoesNotKnowIt_isRefusedByName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> shop.redemptions.with(CallOptions.NONE.waitsForRoom(ofMillis(100))))
                .withMessageStartingWith("waitsForRoom: PT0.1S (expected: no wait, or a port whose bulkhead is known");
    }

    @Test
    void blocking_hasTheOptionsOfItsView() {
        journalHangs();
        Redemptions quick = Redemptions.builder(shop.port)
                .journal(shop.journal)
                .resolveInBackground(false)
                .build()
                .with(CallOptions.NONE.deadline(ofMillis(1)));

        assertThatThrownBy(() -> quick.blocking().redeem(attempt))
                .hasMessageContaining("the deadline of the call, PT0.001S, passed; nothing was sent");
    }

    @Test
    void closingAView_closesNothing() {
        brief.close();

        assertThat(Shop.now(brief.redeem(attempt))).isEqualTo(redeemed(attempt));
        shop.redemptions.close();
        assertThat(failure(brief.redeem(shop.anAttempt()))).isEqualTo(FailureCode.CLOSED);
    }

    @Test
    void optionsOfAView_areReplaced() {
        journalHangs();
        CompletionStage<RedemptionOutcome> answer = brief.with(CallOptions.NONE).redeem(attempt);

        passDeadline();

        assertThat(answer.toCompletableFuture()).isNotDone();
    }
}
