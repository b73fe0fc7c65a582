package io.redemption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redemption.model.BasketOutcome;
import io.redemption.model.BasketOutcome.AllRedeemed;
import io.redemption.model.BasketOutcome.BasketUnknown;
import io.redemption.model.BasketOutcome.NoneRedeemed;
import io.redemption.model.BasketRecord;
import io.redemption.model.BasketRecord.Kind;
import io.redemption.model.FailureCode;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionException;
import io.redemption.model.Ticket;
import io.redemption.port.BasketJournal;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What becomes of a basket whose journal fails, or which another process left, took over or still redeems. */
class BasketSagaJournalTest extends BasketSagaFixture {
    @Test
    void recoverBaskets_leftByAnotherProcess_undoesItWithoutSending() {
        shop.port.onRedeem = attempt -> {
            calls.add("redeem " + attempt.id());
            return attempt.id().equals(voucher.id()) ? new CompletableFuture<>() : redeemed(attempt);
        };
        CompletableFuture<BasketOutcome> left = redemptions.redeemAll(basket).toCompletableFuture();
        Redemptions next = redemptions(baskets);

        assertThat(Shop.now(next.recoverBaskets())).isEqualTo(1);
        minutesPass(10);

        assertThat(active).isEmpty();
        assertThat(calls).containsExactly("redeem coupon", "redeem voucher", "reverse res-coupon");
        assertThat(records()).last().isEqualTo(BasketRecord.of(Kind.ABORTED, null));
        assertThat(left).isCompleted();
        assertThat(Shop.now(next.recoverBaskets())).isZero();
    }

    @Test
    void redeemAll_basketThatIsBeingRecovered_isToldTheSame() {
        shop.port.onRedeem = attempt -> new CompletableFuture<>();
        assertThat(redemptions.redeemAll(basket)).isNotNull();
        Redemptions next = redemptions(baskets);
        Shop.now(next.recoverBaskets());

        assertThat(Shop.now(next.redeemAll(basket)))
                .isInstanceOfSatisfying(
                        BasketUnknown.class,
                        unknown -> assertThat(unknown.tickets())
                                .extracting(Ticket::attemptId)
                                .containsExactly(coupon.id()));
        minutesPass(10);
        openTheIssuer();
        assertThat(Shop.now(next.redeemAll(basket))).isInstanceOf(AllRedeemed.class);
    }

    @Test
    void redeemAll_journalFails_isUndoneOrFails() {
        ProgrammedBasketJournal broken = new ProgrammedBasketJournal(baskets);
        Redemptions over = redemptions(broken);
        broken.failsOn = Kind.STARTED;
        assertFails(over.redeemAll(basket), FailureCode.JOURNAL_FAILED);
        assertThat(calls).isEmpty();

        broken.failsOn = Kind.INTENT;
        assertFails(over.redeemAll(basket), FailureCode.JOURNAL_FAILED);
        assertThat(calls).isEmpty();

        broken.failsOn = Kind.DONE;
        assertThat(Shop.now(over.redeemAll(basket))).isInstanceOf(NoneRedeemed.class);
        assertThat(active).isEmpty();
    }

    @Test
    void redeemAll_answerToTheCommitIsLost_isRedeemedIfItIsRecorded() {
        ProgrammedBasketJournal broken = new ProgrammedBasketJournal(baskets);
        broken.loses = Kind.COMMITTED;

        BasketOutcome outcome = Shop.now(redemptions(broken).redeemAll(basket));

        assertThat(outcome).isInstanceOf(AllRedeemed.class);
        assertThat(active).hasSize(3);
    }

    @Test
    void redeemAll_commitIsNotRecorded_isUndone() {
        ProgrammedBasketJournal broken = new ProgrammedBasketJournal(baskets);
        broken.failsOn = Kind.COMMITTED;

        assertThatThrownBy(() -> Shop.now(redemptions(broken).redeemAll(basket)))
                .isInstanceOf(RedemptionException.class);
        assertThat(active).isEmpty();
    }

    @Test
    void redeemAll_neitherCommitNorAbortAreRecorded_isUnknownAndNamesAllSteps() {
        ProgrammedBasketJournal broken = new ProgrammedBasketJournal(baskets);
        broken.failsOn = Kind.COMMITTED;
        broken.loses = Kind.ABORTING;

        BasketOutcome outcome = Shop.now(redemptions(broken).redeemAll(basket));

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        BasketUnknown.class,
                        unknown -> assertThat(unknown.tickets()).hasSize(3));
        assertThat(calls).noneMatch(call -> call.startsWith("reverse"));
    }

    @Test
    void redeemAll_cancelledBeforeTheFirstStep_sendsNothing() {
        ProgrammedBasketJournal slow = new ProgrammedBasketJournal(baskets);
        CompletableFuture<BasketJournal.Log> found = new CompletableFuture<>();
        slow.onFind = name -> found;
        CompletableFuture<BasketOutcome> call =
                redemptions(slow).redeemAll(basket).toCompletableFuture();

        call.cancel(false);
        found.complete(new BasketJournal.Log(0, List.of()));

        assertThat(calls).isEmpty();
        assertThat(records()).last().isEqualTo(BasketRecord.of(Kind.ABORTED, null));
    }

    @Test
    void redeemAll_processStoodStillBetweenIntentAndSend_doesNotSend() {
        shop.journal.onOpen = attempt -> {
            shop.time.advance(RedemptionsBuilder.DEFAULT_PORT_TIMEOUT.multipliedBy(4));
            return shop.journal.delegate.open(attempt);
        };

        assertFails(redemptions.redeemAll(basket), FailureCode.DEADLINE_EXCEEDED);

        assertThat(calls).isEmpty();
        assertThat(records()).last().isEqualTo(BasketRecord.of(Kind.ABORTED, null));
    }

    @Test
    void redeemAll_basketUnderWayInAnotherProcess_isLeftAlone() {
        ProgrammedBasketJournal shared = new ProgrammedBasketJournal(baskets);
        shared.isShared = true;
        shop.port.onRedeem = attempt -> new CompletableFuture<>();
        CompletableFuture<BasketOutcome> left =
                redemptions(shared).redeemAll(basket).toCompletableFuture();
        Redemptions elsewhere = redemptions(shared);

        BasketOutcome outcome = Shop.now(elsewhere.redeemAll(basket));

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        BasketUnknown.class,
                        unknown -> assertThat(unknown.tickets())
                                .extracting(Ticket::attemptId)
                                .containsExactly(coupon.id()));
        assertThat(Shop.now(elsewhere.recoverBaskets())).isZero();
        assertThat(left).isNotDone();
    }

    @Test
    void redeemAll_basketStartedInAnotherProcess_failsAndIsLeftAlone() {
        ProgrammedBasketJournal shared = new ProgrammedBasketJournal(baskets);
        shared.isShared = true;
        BasketRecord start =
                BasketRecord.started(basket.stream().map(RedemptionAttempt::id).toList());
        Shop.now(baskets.append(BasketSagas.nameOf(basket), start, 0));

        assertFails(redemptions(shared).redeemAll(basket), FailureCode.OVERLOADED);

        assertThat(records()).containsExactly(start);
    }

    @Test
    void redeemAll_anotherProcessTookOver_doesNotGoOn() {
        shop.port.onRedeem = attempt -> {
            calls.add("redeem " + attempt.id());
            Shop.now(baskets.append(BasketSagas.nameOf(basket), BasketRecord.of(Kind.ABORTING, "PRESUMED"), 1));
            return redeemed(attempt);
        };

        BasketOutcome outcome = redeemAll();

        assertThat(outcome).isInstanceOf(NoneRedeemed.class);
        assertThat(calls).containsExactly("redeem coupon", "reverse res-coupon");
        assertThat(active).isEmpty();
    }

    @Test
    void redeemAll_journalCannotBeRead_failsUnsent() {
        ProgrammedBasketJournal broken = new ProgrammedBasketJournal(baskets);
        broken.onFind = name -> CompletableFuture.failedStage(new IllegalStateException("the disk is broken"));

        assertFails(redemptions(broken).redeemAll(basket), FailureCode.JOURNAL_FAILED);
        assertThat(calls).isEmpty();
        assertThat(Shop.now(shop.redemptions.recoverBaskets())).isZero();
    }
}
