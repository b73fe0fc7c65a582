package io.redemption;

import static io.redemption.Samples.asReplayed;
import static io.redemption.Samples.redeemed;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redemption.events.RedemptionListener.Ended;
import io.redemption.internal.CallerStage;
import io.redemption.model.Capability;
import io.redemption.model.Completeness;
import io.redemption.model.Doubt;
import io.redemption.model.FailureCode;
import io.redemption.model.HistoryQuery;
import io.redemption.model.Likelihood;
import io.redemption.model.Redemption;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionException;
import io.redemption.model.RedemptionHistory;
import io.redemption.model.RedemptionId;
import io.redemption.model.RedemptionOutcome;
import io.redemption.model.Reversal;
import io.redemption.model.Ticket;
import io.redemption.model.Unknown;
import io.redemption.port.AbandonableStage;
import io.redemption.port.AttemptJournal.Opening;
import io.redemption.port.AttemptState;
import io.redemption.port.RedemptionChangeListener.Change;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What cancelling ends: the caller's wait always, a read, an unsent write; never a write that was sent. */
class CancellingTest {
    private final Shop shop = new Shop(ProgrammedPort.honest());
    private final CompletableFuture<Opening> opening = new CompletableFuture<>();
    private final CompletableFuture<RedemptionOutcome> issuer = new CompletableFuture<>();

    @Test
    void cancel_lastCallerBeforeSending_sendsNothingAndForgetsTheAttempt() {
        shop.journal.onOpen = this::openLater;
        RedemptionAttempt attempt = shop.anAttempt();
        CompletableFuture<RedemptionOutcome> answer = shop.begin(attempt);

        boolean cancelled = answer.cancel(true);
        opening.complete(new Opening.Fresh(1, false));

        assertThat(cancelled).isTrue();
        assertThat(shop.port.sent).isEmpty();
        assertThat(shop.log.of(Ended.class)).extracting(Ended::failure).containsExactly(FailureCode.CANCELLED);
        shop.journal.onOpen = shop.journal.delegate::open;
        assertThat(shop.redeem(attempt)).isEqualTo(redeemed(attempt));
    }

    @Test
    void cancel_oneOfTwoCallersBeforeSending_isSentForTheOther() {
        shop.journal.onOpen = this::openLater;
        RedemptionAttempt attempt = shop.anAttempt();
        CompletableFuture<RedemptionOutcome> first = shop.begin(attempt);
        CompletableFuture<RedemptionOutcome> second = shop.begin(attempt);

        first.cancel(false);
        first.cancel(false);
        opening.complete(new Opening.Fresh(1, false));

        assertThat(Shop.now(second)).isEqualTo(asReplayed(attempt));
        assertThat(first).isCancelled();
        assertThat(shop.port.sent).hasSize(1);
    }

    @Test
    void cancel_whileAnotherJoinsBeforeSending_isSentForTheOther() {
        shop.journal.onOpen = this::openLater;
        RedemptionAttempt attempt = shop.anAttempt();
        shop.begin(attempt).cancel(false);
        CompletableFuture<RedemptionOutcome> second = shop.begin(attempt);

        opening.complete(new Opening.Fresh(1, false));

        assertThat(Shop.now(second)).isEqualTo(asReplayed(attempt));
    }

    /**
     * No caller waited, so the journal was asked to forget. A caller who joined meanwhile must not get the answer that
     * they cancelled.
     */
    @Test
    void redeem_whileAnAbandonedAttemptIsForgotten_isServed() {
        CompletableFuture<Void> forgetting = new CompletableFuture<>();
        shop.journal.onOpen = this::openLater;
        shop.journal.onDiscard =
                (id, number) -> forgetting.thenCompose(begun -> shop.journal.delegate.discard(id, number));
        RedemptionAttempt attempt = shop.anAttempt();
        shop.begin(attempt).cancel(false);
        opening.complete(new Opening.Fresh(1, false));
        shop.journal.onOpen = shop.journal.delegate::open;

        CompletableFuture<RedemptionOutcome> second = shop.begin(attempt);
        forgetting.complete(null);

        assertThat(Shop.now(second)).isEqualTo(asReplayed(attempt));
        assertThat(shop.port.sent).hasSize(1);
    }

    @Test
    void cancel_leftInDoubtByAFormerProcess_keepsTheDoubt() {
        Shop idempotent = new Shop(ProgrammedPort.honest(Capability.IDEMPOTENT_ATTEMPTS));
        RedemptionAttempt attempt = idempotent.anAttempt();
        Shop.now(idempotent.journal.delegate.open(attempt));
        idempotent.journal.onOpen = any -> opening;
        idempotent.begin(attempt).cancel(false);

        opening.complete(new Opening.Known(new AttemptState.Open(1, null)));

        assertThat(idempotent.port.sent).isEmpty();
        assertThat(idempotent.known(attempt)).contains(new AttemptState.Open(1, null));
    }

    @Test
    void cancel_afterSending_runsOnAndIsJournalledAndReported() {
        AtomicInteger asked = new AtomicInteger();
        AbandonableStage<RedemptionOutcome> sent = new AbandonableStage<>(asked::incrementAndGet);
        shop.port.onRedeem = any -> sent;
        RedemptionAttempt attempt = shop.anAttempt();
        CompletableFuture<RedemptionOutcome> answer = shop.begin(attempt);

        answer.cancel(false);
        sent.complete(redeemed(attempt));

        assertThat(asked).hasValue(1);
        assertThat(answer).isCancelled();
        assertThat(shop.log.changes).containsExactly(Change.ADDED);
        assertThat(shop.log.of(Ended.class)).hasSize(1);
        assertThat(shop.known(attempt)).contains(new AttemptState.Settled(redeemed(attempt)));
    }

    @Test
    void cancel_oneOfTwoCallersAfterSending_asksNobodyToStop() {
        shop.port.onRedeem = any -> issuer;
        RedemptionAttempt attempt = shop.anAttempt();
        CompletableFuture<RedemptionOutcome> first = shop.begin(attempt);
        CompletableFuture<RedemptionOutcome> second = shop.begin(attempt);

        first.cancel(false);

        assertThat(issuer).isNotCancelled();
        issuer.complete(redeemed(attempt));
        assertThat(Shop.now(second)).isEqualTo(asReplayed(attempt));
    }

    @Test
    void cancel_ofAPlainFutureAfterSending_leavesADoubt() {
        shop.port.onRedeem = any -> issuer;
        RedemptionAttempt attempt = shop.anAttempt();

        shop.begin(attempt).cancel(false);

        assertThat(issuer).isCancelled();
        assertThat(shop.redeem(attempt))
                .isInstanceOfSatisfying(
                        Unknown.class,
                        unknown -> assertThat(unknown.ticket().doubt()).isEqualTo(Doubt.CANCELLED));
    }

    @Test
    void cancel_stageWithoutFuture_runsOnAndIsSettled() {
        shop.port.onRedeem = any -> new BareStage<>(issuer);
        RedemptionAttempt attempt = shop.anAttempt();
        CompletableFuture<RedemptionOutcome> answer = shop.begin(attempt);

        answer.cancel(false);
        issuer.complete(redeemed(attempt));

        assertThat(shop.known(attempt)).contains(new AttemptState.Settled(redeemed(attempt)));
    }

    @Test
    void redeem_stageWithoutFutureAnswersLate_settlesJournalAndChanges() {
        shop.port.onRedeem = any -> new BareStage<>(issuer);
        RedemptionAttempt attempt = shop.anAttempt();
        CompletableFuture<RedemptionOutcome> answer = shop.begin(attempt);
        shop.time.advance(RedemptionsBuilder.DEFAULT_PORT_TIMEOUT);

        issuer.complete(redeemed(attempt));

        assertThat(Shop.now(answer)).isInstanceOf(Unknown.class);
        assertThat(shop.known(attempt)).contains(new AttemptState.Settled(redeemed(attempt)));
    }

    @Test
    void cancel_read_isPassedOn() {
        CompletableFuture<Optional<RedemptionHistory>> reading = new CompletableFuture<>();
        shop.port.onHistory = query -> reading;
        var answer = shop.redemptions.history(Samples.CARD, HistoryQuery.ALL).toCompletableFuture();

        answer.cancel(false);

        assertThat(reading).isCancelled();
        assertThat(shop.log.of(Ended.class)).extracting(Ended::failure).containsExactly(FailureCode.CANCELLED);
    }

    @Test
    void read_givenUpByPatience_isCancelledAtThePort() {
        CompletableFuture<Optional<RedemptionHistory>> reading = new CompletableFuture<>();
        shop.port.onHistory = query -> reading;
        var answer = shop.redemptions.history(Samples.CARD, HistoryQuery.ALL);

        shop.time.advance(RedemptionsBuilder.DEFAULT_PORT_TIMEOUT);

        assertThat(reading).isCancelled();
        assertThatThrownBy(() -> Shop.now(answer)).isInstanceOf(RedemptionException.class);
    }

    /** The counter-example: what a write becomes after it was given up is still wanted. */
    @Test
    void redeem_givenUpByPatience_isNotCancelledAtThePort() {
        shop.port.onRedeem = any -> issuer;
        CompletableFuture<RedemptionOutcome> answer = shop.begin(shop.anAttempt());

        shop.time.advance(RedemptionsBuilder.DEFAULT_PORT_TIMEOUT);

        assertThat(answer).isDone();
        assertThat(issuer).isNotDone();
    }

    @Test
    void cancel_resolve_cancelsItsReadAndReadsNoFurtherPage() {
        CompletableFuture<Optional<RedemptionHistory>> reading = new CompletableFuture<>();
        shop.port.onHistory = query -> reading;
        var answer = shop.redemptions.resolve(ticket()).toCompletableFuture();

        answer.cancel(false);

        assertThat(answer).isCancelled();
        assertThat(reading).isCancelled();
        assertThat(shop.port.read).hasSize(1);
        assertThat(shop.time.waiting()).isZero();
    }

    @Test
    void cancel_resolveWhileTheNextPageIsAskedFor_cancelsThatRead() {
        CompletableFuture<Optional<RedemptionHistory>> first = new CompletableFuture<>();
        CompletableFuture<Optional<RedemptionHistory>> second = new CompletableFuture<>();
        shop.port.onHistory = query -> first;
        var answer = shop.redemptions.resolve(ticket()).toCompletableFuture();
        shop.port.onHistory = query -> {
            answer.cancel(false);
            return second;
        };

        first.complete(Optional.of(new RedemptionHistory(List.of(), null, "next", Completeness.CUT, null)));

        assertThat(second).isCancelled();
    }

    @Test
    void cancel_resolveOfAReversal_cancelsItsRead() {
        CompletableFuture<Optional<Redemption>> reading = new CompletableFuture<>();
        shop.port.onFind = (on, id) -> reading;
        Reversal reversal = new Reversal(Samples.CARD, RedemptionId.of("res-1"));
        Ticket ticket = Ticket.of(reversal, Doubt.NO_ANSWER, Likelihood.POSSIBLE, 1, shop.time.now(), shop.time.now());

        shop.redemptions.resolve(ticket).toCompletableFuture().cancel(false);

        assertThat(reading).isCancelled();
    }

    @Test
    void read_portBreaksItsContract_failsAsBrokenAdapter() {
        shop.port.onHistory = query -> CompletableFuture.failedStage(new IllegalStateException("boom"));
        var answer = shop.redemptions.history(Samples.CARD, HistoryQuery.ALL);

        assertThatThrownBy(() -> Shop.now(answer))
                .isInstanceOfSatisfying(
                        RedemptionException.class,
                        failure -> assertThat(failure.code()).isEqualTo(FailureCode.BROKEN_ADAPTER));
    }

    /** Two threads that cancel the same stage at once counted as two callers, and stopped a third one's attempt. */
    @Test
    void cancel_byTwoThreadsAtOnce_countsOneCaller() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            for (int round = 0; round < 2_000; round++) {
                AtomicInteger left = new AtomicInteger();
                CallerStage<String> stage = new CallerStage<>(left::incrementAndGet);
                CyclicBarrier together = new CyclicBarrier(2);
                Future<Boolean> one = threads.submit(() -> together.await(10, SECONDS) >= 0 && stage.cancel(false));
                Future<Boolean> two = threads.submit(() -> together.await(10, SECONDS) >= 0 && stage.cancel(false));

                assertThat(one.get(10, SECONDS)).isTrue();
                assertThat(two.get(10, SECONDS)).isTrue();
                assertThat(left).hasValue(1);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void cancel_completeStage_hasNoEffect() {
        CompletableFuture<RedemptionOutcome> answer = shop.begin(shop.anAttempt());

        boolean cancelled = answer.cancel(false);

        assertThat(cancelled).isFalse();
        assertThat(answer).isCompleted();
    }

    private Ticket ticket() {
        return Ticket.of(shop.anAttempt(), Doubt.NO_ANSWER, Likelihood.POSSIBLE, 1, shop.time.now(), shop.time.now());
    }

    private CompletableFuture<Opening> openLater(RedemptionAttempt attempt) {
        Shop.now(shop.journal.delegate.open(attempt));
        return opening;
    }
}
