package io.redemption.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.ManualTime;
import io.redemption.ProgrammedPort;
import io.redemption.Redemptions;
import io.redemption.Samples;
import io.redemption.Shop;
import io.redemption.model.Doubt;
import io.redemption.model.Likelihood;
import io.redemption.model.RedeemableKind;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionId;
import io.redemption.model.Refused;
import io.redemption.model.Resolution.Obstacle;
import io.redemption.model.Reversal;
import io.redemption.model.Ticket;
import io.redemption.model.TransactionChoice;
import io.redemption.model.Unknown;
import io.redemption.model.Violation;
import io.redemption.model.ViolationCode;
import io.redemption.port.AttemptJournal.Opening;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** Which doubts the journal in memory hands out, to whom and for how long. */
class HandedOutDoubtsTest {
    private static final Duration LEASE = Duration.ofSeconds(60);

    private final ManualTime time = new ManualTime();
    private final Redemptions shop = Redemptions.builder(new ProgrammedPort())
            .time(time)
            .ids(IdSource.seeded(3))
            .build();
    private final AttemptJournal journal = AttemptJournal.inMemory(time);
    private final RedemptionAttempt attempt = shop.prepare(Samples.aRequest().build());
    private final Reversal reversal = new Reversal(attempt.redeemable(), RedemptionId.of("r-1"));

    @Test
    void takeDoubts_callUnderWay_isHandedOutOnlyAfterTheOpeningIsNotHeldAnyMore() {
        open(attempt);

        time.advance(AttemptJournal.HELD_AFTER_OPENING.minusNanos(1));
        assertThat(take(9)).isEmpty();
        time.advance(Duration.ofNanos(1));

        assertThat(take(9))
                .containsExactly(
                        new PendingDoubt(PendingDoubt.begunEarlier(attempt), 1, AttemptJournal.HELD_AFTER_OPENING));
        assertThat(PendingDoubt.begunEarlier(attempt).doubt()).isEqualTo(Doubt.BEGUN_EARLIER);
    }

    @Test
    void takeDoubts_taken_isHandedOutAgainAfterTheLeaseWithItsNewestTicket() {
        open(attempt);
        settle(attempt, new Unknown(ticket(attempt)));
        time.advance(AttemptJournal.HELD_AFTER_OPENING);

        assertThat(take(9)).hasSize(1);
        time.advance(LEASE.minusNanos(1));
        assertThat(take(9)).isEmpty();
        time.advance(Duration.ofNanos(1));

        assertThat(take(9)).extracting(PendingDoubt::ticket).containsExactly(ticket(attempt));
    }

    @Test
    void takeDoubts_fewerThanThereAre_oldestFirst() {
        List<RedemptionAttempt> attempts = java.util.stream.Stream.generate(
                        () -> shop.prepare(Samples.aRequest().build()))
                .limit(3)
                .toList();
        attempts.forEach(this::open);
        time.advance(AttemptJournal.HELD_AFTER_OPENING);

        assertThat(take(2))
                .extracting(PendingDoubt::subject)
                .containsExactly(attempts.get(0).id(), attempts.get(1).id());
        assertThat(take(2))
                .extracting(PendingDoubt::subject)
                .containsExactly(attempts.get(2).id());
    }

    @Test
    void takeDoubts_settledDiscardedAbsentOrHopeless_isNotHandedOut() {
        RedemptionAttempt refused = shop.prepare(Samples.aRequest().build());
        RedemptionAttempt discarded = shop.prepare(Samples.aRequest().build());
        RedemptionAttempt absent = shop.prepare(Samples.aRequest().build());
        RedemptionAttempt hopeless = shop.prepare(Samples.aRequest()
                .transaction(new TransactionChoice.AsGiven(null))
                .build());
        List.of(attempt, refused, discarded, absent, hopeless).forEach(this::open);
        settle(attempt, Samples.redeemed(attempt));
        done(journal.settle(refused.id(), 2, Refused.of(Violation.of(ViolationCode.REFUSED_BY_ISSUER))));
        done(journal.discard(discarded.id(), 3));
        done(journal.absent(absent.id(), 4));
        done(journal.settle(hopeless.id(), 5, new Unknown(ticket(hopeless))));
        time.advance(AttemptJournal.HELD_AFTER_OPENING);

        assertThat(take(9)).isEmpty();
    }

    @Test
    void takeDoubts_reversalInDoubt_isHandedOutUntilItIsKnown() {
        done(journal.reversal(reversal, new ReversalState.InDoubt(ticket(reversal))));
        time.advance(AttemptJournal.HELD_AFTER_OPENING);

        List<PendingDoubt> taken = take(9);
        done(journal.reversal(reversal, new ReversalState.Gone()));
        time.advance(LEASE);

        assertThat(taken).extracting(PendingDoubt::subject).containsExactly(reversal);
        assertThat(taken).extracting(PendingDoubt::opening).containsExactly(AttemptJournal.NO_OPENING);
        assertThat(take(9)).isEmpty();
        assertThat(hold(taken.get(0), LEASE)).isFalse();
    }

    @Test
    void hold_pending_renewsTheLeaseAndZeroGivesItBack() {
        open(attempt);
        time.advance(AttemptJournal.HELD_AFTER_OPENING);
        PendingDoubt doubt = take(9).get(0);

        time.advance(LEASE.minusNanos(1));
        assertThat(hold(doubt, LEASE)).isTrue();
        time.advance(LEASE.minusNanos(1));
        assertThat(take(9)).isEmpty();
        assertThat(hold(doubt, Duration.ZERO)).isTrue();

        assertThat(take(9)).hasSize(1);
    }

    @Test
    void hold_openedAgain_isRefusedToTheHolderOfTheEarlierOpening() {
        open(attempt);
        time.advance(AttemptJournal.HELD_AFTER_OPENING);
        PendingDoubt earlier = take(9).get(0);
        done(journal.absent(attempt.id(), earlier.opening()));

        assertThat(hold(earlier, LEASE)).isFalse();
        open(attempt);
        assertThat(hold(earlier, LEASE)).isFalse();
        assertThat(hold(new PendingDoubt(earlier.ticket(), 2, Duration.ZERO), LEASE))
                .isTrue();
    }

    @Test
    void handOver_pending_isKeptAndNotHandedOutAgain() {
        open(attempt);
        time.advance(AttemptJournal.HELD_AFTER_OPENING);
        PendingDoubt doubt = take(9).get(0);

        done(journal.handOver(doubt, Obstacle.LIST_NOT_COMPLETE));
        time.advance(LEASE);

        assertThat(take(9)).isEmpty();
        assertThat(hold(doubt, LEASE)).isFalse();
        assertThat(Shop.now(journal.open(attempt))).isInstanceOf(Opening.Known.class);
        settle(attempt, Samples.redeemed(attempt));
        assertThat(Shop.now(journal.open(attempt)))
                .isEqualTo(new Opening.Known(new AttemptState.Settled(Samples.redeemed(attempt))));
    }

    @Test
    void open_noRoom_forgetsWhatWasHandedOverADayAgoAndNothingElse() {
        AttemptJournal small = new InMemoryAttemptJournal(new InMemoryAttemptJournal.Bounds(9, 1_400), time);
        RedemptionAttempt other = shop.prepare(Samples.aRequest().build());
        RedemptionAttempt third = shop.prepare(Samples.aRequest().build());
        Shop.now(small.open(attempt));
        Shop.now(small.open(other));
        assertThat(Shop.now(small.open(third))).isInstanceOf(Opening.Full.class);

        done(small.handOver(new PendingDoubt(ticket(attempt), 1, Duration.ZERO), Obstacle.NOT_READABLE));
        time.advance(Duration.ofHours(24).minusNanos(1));
        assertThat(Shop.now(small.open(third))).isInstanceOf(Opening.Full.class);
        time.advance(Duration.ofNanos(1));

        assertThat(Shop.now(small.open(third))).isInstanceOf(Opening.Fresh.class);
        assertThat(Shop.now(small.find(attempt.id()))).isEmpty();
        assertThat(Shop.now(small.find(other.id()))).isPresent();
    }

    @Test
    void evidence_learned_isReturnedWithItsAgeForKeptAndAlteredApart() {
        done(journal.learned(RedeemableKind.COUPON, true));
        time.advance(Duration.ofSeconds(5));
        done(journal.learned(RedeemableKind.COUPON, false));
        time.advance(Duration.ofSeconds(2));
        done(journal.learned(RedeemableKind.GIFT_CARD, true));

        assertThat(Shop.now(journal.evidence()))
                .containsExactlyInAnyOrder(
                        new MarkerEvidence(RedeemableKind.COUPON, true, Duration.ofSeconds(7)),
                        new MarkerEvidence(RedeemableKind.COUPON, false, Duration.ofSeconds(2)),
                        new MarkerEvidence(RedeemableKind.GIFT_CARD, true, Duration.ZERO));
    }

    private void open(RedemptionAttempt which) {
        assertThat(Shop.now(journal.open(which))).isInstanceOf(Opening.Fresh.class);
    }

    private void settle(RedemptionAttempt which, io.redemption.model.RedemptionOutcome outcome) {
        done(journal.settle(which.id(), 1, outcome));
    }

    private List<PendingDoubt> take(int max) {
        return Shop.now(journal.takeDoubts(max, LEASE));
    }

    private boolean hold(PendingDoubt doubt, Duration lease) {
        return Shop.now(journal.hold(doubt, lease));
    }

    private static void done(CompletionStage<Void> stage) {
        assertThat(stage.toCompletableFuture()).isCompleted();
    }

    private static Ticket ticket(RedemptionAttempt of) {
        return Ticket.of(of, Doubt.NO_ANSWER, Likelihood.POSSIBLE, 1, ManualTime.START, ManualTime.START);
    }

    private static Ticket ticket(Reversal of) {
        return Ticket.of(of, Doubt.NO_ANSWER, Likelihood.POSSIBLE, 1, ManualTime.START, ManualTime.START);
    }
}
