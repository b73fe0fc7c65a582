package io.redemption;

import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.events.RedemptionListener.CallResult;
import io.redemption.events.RedemptionListener.HandedOver;
import io.redemption.model.BasketOutcome;
import io.redemption.model.BasketOutcome.AllRedeemed;
import io.redemption.model.BasketOutcome.BasketUnknown;
import io.redemption.model.BasketOutcome.NoneRedeemed;
import io.redemption.model.BasketRecord;
import io.redemption.model.BasketRecord.Kind;
import io.redemption.model.FailureCode;
import io.redemption.model.RedeemableId;
import io.redemption.model.Redeemed;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionException;
import io.redemption.model.RedemptionOutcome;
import io.redemption.model.RedemptionRequest;
import io.redemption.model.Reversal;
import io.redemption.model.Ticket;
import io.redemption.model.TransactionChoice;
import io.redemption.model.ViolationCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What callers of a basket are told that is redeemed step by step, and what stays redeemed. */
class BasketSagasTest extends BasketSagaFixture {
    @Test
    void redeemAll_allAcknowledged_isRedeemedMostContendedFirst() {
        BasketOutcome outcome = redeemAll();

        assertThat(outcome)
                .isEqualTo(new AllRedeemed(basket.stream()
                        .map(each -> Redeemed.of(Samples.redemption(each)))
                        .toList()));
        assertThat(calls).containsExactly("redeem coupon", "redeem voucher", "redeem card");
        assertThat(records()).last().isEqualTo(BasketRecord.of(Kind.COMMITTED, null));
        assertThat(shop.log.endings()).last().isEqualTo(CallResult.DONE);
    }

    @Test
    void redeemAll_weakMarker_isSentFirst() {
        RedemptionAttempt unmarked = redemptions.prepare(RedemptionRequest.builder(RedeemableId.giftCard("w"))
                .user("user-1")
                .value("5.00")
                .transaction(new TransactionChoice.AsGiven(null))
                .build());

        Shop.now(redemptions.redeemAll(List.of(coupon, unmarked)));

        assertThat(calls).containsExactly("redeem " + unmarked.id(), "redeem coupon");
    }

    @Test
    void redeemAll_oneRefused_reversesTheOthersNewestFirst() {
        refuses(card);

        BasketOutcome outcome = redeemAll();

        assertThat(outcome).isEqualTo(new NoneRedeemed(Map.of(0, refusal(ViolationCode.BALANCE_TOO_LOW))));
        assertThat(calls)
                .containsExactly(
                        "redeem coupon", "redeem voucher", "redeem card", "reverse res-voucher", "reverse res-coupon");
        assertThat(active).isEmpty();
        assertThat(shop.log.endings()).last().isEqualTo(CallResult.REFUSED);
    }

    @Test
    void redeemAll_repeated_isAnsweredFromTheJournals() {
        BasketOutcome first = redeemAll();
        calls.clear();

        BasketOutcome again = redeemAll();

        assertThat(again)
                .isEqualTo(new AllRedeemed(basket.stream()
                        .map(each -> new Redeemed(Samples.redemption(each), true))
                        .toList()));
        assertThat(first).isNotEqualTo(again);
        assertThat(calls).isEmpty();
    }

    @Test
    void redeemAll_repeatedAfterARefusal_isRefusedAgain() {
        refuses(voucher);
        BasketOutcome first = redeemAll();
        instead.clear();
        calls.clear();

        assertThat(redeemAll()).isEqualTo(first);
        assertThat(calls).isEmpty();
    }

    @Test
    void redeemAll_repeatedAfterAnItemWasReversed_isRefusedForIt() {
        redeemAll();
        Shop.now(redemptions.reverse(Reversal.of(Samples.redemption(voucher))));

        assertThat(redeemAll()).isEqualTo(new NoneRedeemed(Map.of(2, refusal(ViolationCode.ATTEMPT_REVERSED))));
    }

    @Test
    void redeemAll_nothingCouldBeSent_failsAndMayBeRepeated() {
        shop.port.onRedeem = attempt ->
                CompletableFuture.failedStage(new RedemptionException(FailureCode.NOT_REACHABLE, "no connection"));
        assertFails(redemptions.redeemAll(basket), FailureCode.NOT_REACHABLE);
        openTheIssuer();

        assertThat(redeemAll()).isInstanceOf(AllRedeemed.class);
    }

    @Test
    void redeemAll_answerLostAndFoundAtOnce_isUndoneWithinTheCall() {
        doesNotAnswer(voucher, true);

        assertThat(redeemAll())
                .isEqualTo(new NoneRedeemed(Map.of(
                        1, refusal(ViolationCode.ATTEMPT_REVERSED),
                        2, refusal(ViolationCode.ATTEMPT_REVERSED))));
        assertThat(active).isEmpty();
        assertThat(calls).doesNotContain("redeem card");
    }

    @Test
    void redeemAll_requestLost_namesTheStepAndSettlesItInTheBackground() {
        doesNotAnswer(voucher, false);

        BasketOutcome outcome = redeemAll();

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        BasketUnknown.class,
                        unknown -> assertThat(unknown.tickets())
                                .extracting(Ticket::attemptId)
                                .containsExactly(voucher.id()));
        assertThat(active).isEmpty();
        assertThat(redeemAll()).isInstanceOf(BasketUnknown.class);

        minutesPass(5);

        assertThat(records()).last().isEqualTo(BasketRecord.of(Kind.ABORTED, null));
        assertThat(shop.time.waiting()).isZero();
        assertThat(redeemAll()).isEqualTo(new NoneRedeemed(Map.of(1, refusal(ViolationCode.ATTEMPT_REVERSED))));
    }

    @Test
    void redeemAll_requestArrivesLate_isReversedInTheBackground() {
        doesNotAnswer(voucher, false);
        redeemAll();
        shop.time.advance(Duration.ofSeconds(20));

        active.add(Samples.redemption(voucher));
        minutesPass(5);

        assertThat(active).isEmpty();
        assertThat(calls).contains("reverse res-voucher");
    }

    @Test
    void redeemAll_reversalIsRefusedAgainAndAgain_isLeftToAPersonAndTriedByARecovery() {
        instead.put("reverse res-coupon", any -> refusal(ViolationCode.REFUSED_BY_ISSUER));
        refuses(voucher);

        assertThat(redeemAll())
                .isInstanceOfSatisfying(
                        BasketUnknown.class,
                        unknown -> assertThat(unknown.tickets())
                                .extracting(Ticket::redemption)
                                .containsExactly(Samples.redemption(coupon).id()));
        minutesPass(60);

        assertThat(shop.log.of(HandedOver.class)).hasSize(1);
        assertThat(shop.time.waiting()).isZero();
        assertThat(records()).last().extracting(BasketRecord::kind).isEqualTo(Kind.STUCK);
        instead.remove("reverse res-coupon");
        assertThat(Shop.now(redemptions.recoverBaskets())).isEqualTo(1);
        assertThat(active).isEmpty();
        assertThat(records()).last().isEqualTo(BasketRecord.of(Kind.ABORTED, null));
    }

    @Test
    void redeemAll_attemptWasUsedAlone_isRefusedAndNotReversed() {
        Shop.now(redemptions.redeem(voucher));
        calls.clear();

        assertThat(redeemAll()).isEqualTo(new NoneRedeemed(Map.of(2, KnownAttempts.reused("yes"))));
        assertThat(active).hasSize(1);
        assertThat(calls).isEmpty();
    }

    @Test
    void redeemAll_transactionIdIsAnotherAttempts_isRefusedAndNotReversed() {
        RedemptionRequest unique = RedemptionRequest.builder(RedeemableId.coupon("u"))
                .user("user-1")
                .value("5.00")
                .uniqueTransaction("order-1")
                .build();
        Shop.now(redemptions.redeem(redemptions.prepare(unique)));
        calls.clear();

        BasketOutcome outcome = Shop.now(redemptions.redeemAll(List.of(voucher, redemptions.prepare(unique))));

        assertThat(outcome).isEqualTo(new NoneRedeemed(Map.of(1, KnownAttempts.reused("yes"))));
        assertThat(active).hasSize(1);
    }

    @Test
    void redeemAll_ruleObjects_isRefusedUnsent() {
        RedemptionAttempt zero = redemptions.prepare(
                RedemptionRequest.builder(RedeemableId.giftCard("z")).value("0").build());

        BasketOutcome outcome = Shop.now(redemptions.redeemAll(List.of(card, zero)));

        assertThat(outcome).isEqualTo(new NoneRedeemed(Map.of(1, refusal(ViolationCode.VALUE_NOT_POSITIVE))));
        assertThat(calls).isEmpty();
    }

    @Test
    void redeemAll_emptyTooLargeOrWithOneIdTwice_failsUnsent() {
        List<RedemptionAttempt> tooMany = new ArrayList<>();
        for (int i = 0; i <= BasketRecord.MAX_STEPS; i++) {
            tooMany.add(attempt("many-" + i, RedeemableId.coupon("c-" + i)));
        }

        assertFails(redemptions.redeemAll(List.of()), FailureCode.INVALID_ARGUMENT);
        assertFails(redemptions.redeemAll(List.of(card, card)), FailureCode.INVALID_ARGUMENT);
        assertFails(redemptions.redeemAll(tooMany), FailureCode.INVALID_ARGUMENT);
        assertThat(Shop.now(redemptions.redeemAll(tooMany.subList(1, tooMany.size()))))
                .isInstanceOf(AllRedeemed.class);
    }

    @Test
    void redeemAll_sameBasketUnderWay_isJoined() {
        CompletableFuture<RedemptionOutcome> answer = new CompletableFuture<>();
        shop.port.onRedeem = attempt -> {
            calls.add("redeem " + attempt.id());
            return attempt.id().equals(coupon.id()) ? answer : redeemed(attempt);
        };
        CompletableFuture<BasketOutcome> first = redemptions.redeemAll(basket).toCompletableFuture();
        CompletableFuture<BasketOutcome> second = redemptions.redeemAll(basket).toCompletableFuture();
        RedemptionAttempt other = redemptions.prepare(
                RedemptionRequest.builder(card.redeemable())
                        .user("user-1")
                        .value("6.00")
                        .build(),
                card.id());
        BasketOutcome reused = Shop.now(redemptions.redeemAll(List.of(other, coupon, voucher)));

        answer.complete(Samples.redeemed(coupon));

        assertThat(reused).isEqualTo(new NoneRedeemed(Map.of(0, KnownAttempts.reused("unknown"))));
        assertThat(first.join())
                .isInstanceOfSatisfying(
                        AllRedeemed.class, all -> assertThat(all.redeemed()).noneMatch(Redeemed::replayed));
        assertThat(second.join())
                .isInstanceOfSatisfying(
                        AllRedeemed.class, all -> assertThat(all.redeemed()).allMatch(Redeemed::replayed));
        assertThat(calls).containsExactly("redeem coupon", "redeem voucher", "redeem card");
    }

    @Test
    void close_basketInDoubt_endsTheBackgroundWork() {
        doesNotAnswer(voucher, false);
        redeemAll();

        redemptions.close();
        minutesPass(5);

        assertThat(shop.time.waiting()).isZero();
        assertThat(Shop.now(baskets.openBaskets(Duration.ZERO, 10))).hasSize(1);
    }
}
