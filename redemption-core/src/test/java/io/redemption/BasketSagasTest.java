package io.redemption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redemption.events.RedemptionListener.CallResult;
import io.redemption.events.RedemptionListener.HandedOver;
import io.redemption.model.AttemptId;
import io.redemption.model.BasketOutcome;
import io.redemption.model.BasketOutcome.AllRedeemed;
import io.redemption.model.BasketOutcome.BasketUnknown;
import io.redemption.model.BasketOutcome.NoneRedeemed;
import io.redemption.model.BasketRecord;
import io.redemption.model.BasketRecord.Kind;
import io.redemption.model.Capability;
import io.redemption.model.Completeness;
import io.redemption.model.Doubt;
import io.redemption.model.FailureCode;
import io.redemption.model.Likelihood;
import io.redemption.model.NothingToReverse;
import io.redemption.model.RedeemableId;
import io.redemption.model.Redeemed;
import io.redemption.model.Redemption;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionException;
import io.redemption.model.RedemptionHistory;
import io.redemption.model.RedemptionOutcome;
import io.redemption.model.RedemptionRequest;
import io.redemption.model.Refused;
import io.redemption.model.Reversal;
import io.redemption.model.ReversalOutcome;
import io.redemption.model.Reversed;
import io.redemption.model.Ticket;
import io.redemption.model.TransactionChoice;
import io.redemption.model.Unknown;
import io.redemption.model.Violation;
import io.redemption.model.ViolationCode;
import io.redemption.port.BasketJournal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What callers of a basket are told that is redeemed step by step, and what stays redeemed. */
class BasketSagasTest {
    private final Shop shop = new Shop(
            new ProgrammedPort(Capability.KEEPS_TRANSACTION_IDS, Capability.PROVEN_HISTORY, Capability.ISSUER_TIME));
    private final BasketJournal baskets = BasketJournal.inMemory(shop.time);
    private final Redemptions redemptions = redemptions(baskets);
    private final List<Redemption> active = new ArrayList<>();
    private final List<String> calls = new ArrayList<>();
    private final Map<String, Function<RedemptionAttempt, RedemptionOutcome>> instead = new HashMap<>();
    private final RedemptionAttempt card = attempt("card", RedeemableId.giftCard("g"));
    private final RedemptionAttempt coupon = attempt("coupon", RedeemableId.coupon("c"));
    private final RedemptionAttempt voucher = attempt("voucher", RedeemableId.voucher("v"));
    private final List<RedemptionAttempt> basket = List.of(card, coupon, voucher);

    private Redemptions redemptions(BasketJournal journal) {
        return shop.builder().basketJournal(journal).build();
    }

    private RedemptionAttempt attempt(String id, RedeemableId on) {
        return redemptions.prepare(
                RedemptionRequest.builder(on).user("user-1").value("5.00").build(), AttemptId.of(id));
    }

    @BeforeEach
    void openTheIssuer() {
        shop.port.onRedeem = attempt -> {
            calls.add("redeem " + attempt.id());
            Function<RedemptionAttempt, RedemptionOutcome> other = instead.get("redeem " + attempt.id());
            return other == null ? redeemed(attempt) : CompletableFuture.completedStage(other.apply(attempt));
        };
        shop.port.onReverse = this::reverse;
        shop.port.onHistory = query -> CompletableFuture.completedStage(Optional.of(new RedemptionHistory(
                active.stream().filter(query::matches).toList(), null, null, Completeness.PROVEN, shop.time.now())));
    }

    private CompletionStage<RedemptionOutcome> redeemed(RedemptionAttempt attempt) {
        Redemption redemption = Samples.redemption(attempt);
        active.add(redemption);
        return CompletableFuture.completedStage(Redeemed.of(redemption));
    }

    private CompletionStage<ReversalOutcome> reverse(Reversal reversal) {
        calls.add("reverse " + reversal.redemption());
        if (instead.containsKey("reverse " + reversal.redemption())) {
            return CompletableFuture.completedStage(refusal(ViolationCode.REFUSED_BY_ISSUER));
        }
        boolean gone = active.removeIf(each -> each.id().equals(reversal.redemption()));
        return CompletableFuture.completedStage(gone ? new Reversed(reversal) : new NothingToReverse(reversal));
    }

    private static Refused refusal(ViolationCode code) {
        return Refused.of(Violation.of(code));
    }

    private void refuses(RedemptionAttempt attempt) {
        instead.put("redeem " + attempt.id(), any -> refusal(ViolationCode.BALANCE_TOO_LOW));
    }

    private void doesNotAnswer(RedemptionAttempt attempt, boolean executes) {
        instead.put("redeem " + attempt.id(), sent -> {
            if (executes) {
                active.add(Samples.redemption(sent));
            }
            return new Unknown(
                    Ticket.of(sent, Doubt.NO_ANSWER, Likelihood.POSSIBLE, 1, shop.time.now(), shop.time.now()));
        });
    }

    private BasketOutcome redeemAll() {
        return Shop.now(redemptions.redeemAll(basket));
    }

    private void minutesPass(int minutes) {
        for (int i = 0; i < minutes * 60; i++) {
            shop.time.advance(Duration.ofSeconds(1));
        }
    }

    private List<BasketRecord> records() {
        return Shop.now(baskets.find(BasketSagas.nameOf(basket))).records();
    }

    private void assertFails(CompletionStage<BasketOutcome> stage, FailureCode code) {
        assertThatThrownBy(() -> Shop.now(stage))
                .isInstanceOfSatisfying(
                        RedemptionException.class,
                        failed -> assertThat(failed.code()).isEqualTo(code));
    }

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
