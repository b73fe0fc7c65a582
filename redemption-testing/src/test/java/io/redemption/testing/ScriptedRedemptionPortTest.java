package io.redemption.testing;

import static io.redemption.model.Operation.FIND;
import static io.redemption.model.Operation.HISTORY;
import static io.redemption.model.Operation.LOOKUP;
import static io.redemption.model.Operation.REDEEM;
import static io.redemption.model.Operation.REDEEM_ALL;
import static io.redemption.model.Operation.REVERSE;
import static io.redemption.model.Operation.VALIDATE;
import static io.redemption.testing.TestingFixtures.aCard;
import static io.redemption.testing.TestingFixtures.aCoupon;
import static io.redemption.testing.TestingFixtures.await;
import static io.redemption.testing.TestingFixtures.by;
import static io.redemption.testing.TestingFixtures.codes;
import static io.redemption.testing.TestingFixtures.failure;
import static io.redemption.testing.TestingFixtures.issued;
import static io.redemption.testing.TestingFixtures.redeemed;
import static io.redemption.testing.TestingFixtures.spending;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redemption.inmemory.InMemoryRedemptionPort;
import io.redemption.model.Amount;
import io.redemption.model.BasketOutcome;
import io.redemption.model.BasketOutcome.BasketUnknown;
import io.redemption.model.Doubt;
import io.redemption.model.FailureCode;
import io.redemption.model.Freshness;
import io.redemption.model.HistoryQuery;
import io.redemption.model.Likelihood;
import io.redemption.model.RedeemableId;
import io.redemption.model.RedeemableKind;
import io.redemption.model.Redeemed;
import io.redemption.model.Redemption;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionId;
import io.redemption.model.RedemptionOutcome;
import io.redemption.model.RedemptionRequest;
import io.redemption.model.Reversal;
import io.redemption.model.ReversalOutcome;
import io.redemption.model.Reversed;
import io.redemption.model.Ticket;
import io.redemption.model.Unknown;
import io.redemption.model.ViolationCode;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class ScriptedRedemptionPortTest {
    private final ManualTime time = TestingFixtures.noon();
    private final InMemoryRedemptionPort issuer =
            InMemoryRedemptionPort.builder().time(time).build();
    private final ScriptedRedemptionPort port = ScriptedRedemptionPort.over(issuer, time);
    private final RedeemableId card = issued(issuer, aCard("10").build());

    private RedemptionOutcome redeemOne() {
        return await(port.redeem(spending("1", card)));
    }

    private RecordedCall lastCall() {
        List<RecordedCall> calls = port.calls();
        return calls.get(calls.size() - 1);
    }

    @Test
    void redeem_withoutFault_isPassedOn() {
        Redemption redemption = redeemed(redeemOne());

        assertThat(await(issuer.find(card, redemption.id(), Freshness.FROM_ISSUER)))
                .contains(redemption);
        assertThat(lastCall())
                .isEqualTo(new RecordedCall(1, REDEEM, List.of(card), true, true, RecordedCall.Answer.REDEEMED));
    }

    @Test
    void lostBeforeSent_redeem_failsAsNotReachableOnceAndRecordsNothing() {
        port.next(REDEEM).lostBeforeSent();

        assertThat(failure(port.redeem(spending("1", card))).code()).isEqualTo(FailureCode.NOT_REACHABLE);
        assertThat(issuer.ledger(card)).isEmpty();
        assertThat(lastCall())
                .isEqualTo(new RecordedCall(1, REDEEM, List.of(card), false, false, RecordedCall.Answer.FAILED));
        assertThat(redeemOne()).isInstanceOf(Redeemed.class);
    }

    @Test
    void lostAfterApplied_redeem_isUnknownAndRecorded() {
        port.next(REDEEM).lostAfterApplied();
        RedemptionAttempt attempt = spending("1", card);

        RedemptionOutcome outcome = await(port.redeem(attempt));

        assertThat(outcome).isInstanceOf(Unknown.class);
        assertThat(((Unknown) outcome).ticket().doubt()).isEqualTo(Doubt.NO_ANSWER);
        assertThat(((Unknown) outcome).ticket().attemptId()).isEqualTo(attempt.id());
        assertThat(issuer.ledger(card)).hasSize(1);
        assertThat(lastCall())
                .isEqualTo(new RecordedCall(1, REDEEM, List.of(card), true, true, RecordedCall.Answer.UNKNOWN));
    }

    @Test
    void lostBeforeApplied_redeem_isUnknownAndNotRecorded() {
        port.next(REDEEM).lostBeforeApplied();

        assertThat(redeemOne()).isInstanceOf(Unknown.class);
        assertThat(issuer.ledger(card)).isEmpty();
        assertThat(lastCall().passedOn()).isFalse();
    }

    @Test
    void lostAfterApplied_basketAndReversal_areUnknownAndApplied() {
        port.next(REDEEM_ALL).lostAfterApplied();
        port.next(REVERSE).lostAfterApplied();
        RedemptionAttempt one = spending("1", card);
        RedemptionAttempt two = spending("2", card);

        BasketOutcome basket = await(port.redeemAll(List.of(one, two)));
        Redemption newest = issuer.ledger(card).get(1).redemption();
        assertThat(await(port.reverse(Reversal.of(newest)))).isInstanceOf(Unknown.class);

        assertThat(((BasketUnknown) basket).tickets())
                .extracting(ticket -> ticket.attemptId())
                .containsExactly(one.id(), two.id());
        assertThat(issuer.ledger(card)).hasSize(3);
        assertThat(lastCall().applied()).isTrue();
    }

    @Test
    void lostBeforeApplied_reverse_isUnknownAndTheRedemptionStands() {
        Redemption redemption = redeemed(redeemOne());
        port.next(REVERSE).lostBeforeApplied();

        ReversalOutcome outcome = await(port.reverse(Reversal.of(redemption)));

        assertThat(((Unknown) outcome).ticket())
                .isEqualTo(Ticket.of(
                        Reversal.of(redemption), Doubt.NO_ANSWER, Likelihood.POSSIBLE, 1, time.now(), time.now()));
        assertThat(issuer.ledger(card)).hasSize(1);
        assertThat(lastCall())
                .isEqualTo(new RecordedCall(2, REVERSE, List.of(card), false, false, RecordedCall.Answer.UNKNOWN));
        assertThat(await(port.reverse(Reversal.of(redemption)))).isInstanceOf(Reversed.class);
    }

    @Test
    void lostAnswers_redeemAndBasket_carryTheTicketThatTellsOursFromOthers() {
        RedemptionAttempt attempt = TestingFixtures.attempt(RedemptionRequest.builder(card)
                .user("anna")
                .value("3")
                .uniqueTransaction("transaction-of-anna")
                .build());
        Ticket expected = Ticket.of(attempt, Doubt.NO_ANSWER, Likelihood.POSSIBLE, 1, time.now(), time.now());
        port.next(REDEEM).lostBeforeApplied();
        port.next(REDEEM_ALL).lostBeforeApplied();

        Ticket alone = ((Unknown) await(port.redeem(attempt))).ticket();
        List<Ticket> basket = ((BasketUnknown) await(port.redeemAll(List.of(attempt)))).tickets();

        assertThat(alone).isEqualTo(expected);
        assertThat(basket).containsExactly(expected);
        assertThat(alone.value()).isEqualTo(Amount.of("3"));
        assertThat(alone.userDigest()).isNotNull();
        assertThat(alone.contradiction(redeemed(await(issuer.redeem(attempt))))).isNull();
    }

    @Test
    void delayed_redeem_isAppliedAtOnceAndAnsweredInTime() {
        port.next(REDEEM).delayed(ofSeconds(5));

        CompletableFuture<RedemptionOutcome> late =
                port.redeem(spending("1", card)).toCompletableFuture();
        late.cancel(true);
        time.advance(ofSeconds(5).minusNanos(1));
        boolean tooEarly = late.isDone();
        time.advance(Duration.ofNanos(1));

        assertThat(issuer.ledger(card)).hasSize(1);
        assertThat(tooEarly).isFalse();
        assertThat(await(late)).isInstanceOf(Redeemed.class);
    }

    @Test
    void refused_redeemBasketAndValidate_areRefusedByThatCode() {
        ViolationCode code = ViolationCode.of("acme.no");
        port.next(REDEEM).refused(code);
        port.next(REDEEM_ALL).refused(code);
        port.next(VALIDATE).refused(code);

        assertThat(codes(redeemOne())).containsExactly("acme.no");
        BasketOutcome basket = await(port.redeemAll(List.of(spending("1", card), spending("1", card))));
        assertThat(codes(basket, 0)).containsExactly("acme.no");
        assertThat(codes(basket, 1)).containsExactly("acme.no");
        assertThat(codes(await(port.validate(
                                RedemptionRequest.builder(card).value("1").build()))
                        .violations()))
                .containsExactly("acme.no");
        assertThat(issuer.ledger(card)).isEmpty();
    }

    @Test
    void throttledAndFailed_reads_failSo() {
        port.next(HISTORY).throttled(ofSeconds(3));
        port.next(FIND).failed(FailureCode.INCOMPLETE);

        assertThat(failure(port.history(card, HistoryQuery.ALL)))
                .returns(FailureCode.THROTTLED, e -> e.code())
                .returns(ofSeconds(3), e -> e.retryAfter());
        assertThat(failure(port.find(card, RedemptionId.of("res-1"), Freshness.FROM_ISSUER))
                        .code())
                .isEqualTo(FailureCode.INCOMPLETE);
    }

    @Test
    void never_throwsException_answersNull_breakTheContract() {
        IllegalStateException exception = new IllegalStateException("broken");
        port.next(REDEEM).never();
        port.next(REDEEM).throwsException(exception);
        port.next(REDEEM).answersNull();

        assertThat(port.redeem(spending("1", card)).toCompletableFuture()).isNotDone();
        assertThatThrownBy(() -> port.redeem(spending("1", card))).isSameAs(exception);
        assertThat(port.redeem(spending("1", card))).isNull();
        assertThat(port.calls())
                .extracting(RecordedCall::answer)
                .containsExactly(RecordedCall.Answer.PENDING, RecordedCall.Answer.THREW, RecordedCall.Answer.NULL);
    }

    @Test
    void every_third_strikesTheThirdAndSixthUntilCleared() {
        port.every(3, REDEEM).lostBeforeSent();
        List<Boolean> failed = new ArrayList<>();

        for (int i = 0; i < 7; i++) {
            failed.add(port.redeem(spending("1", card)).toCompletableFuture().isCompletedExceptionally());
        }
        port.clear();
        redeemed(redeemOne());
        redeemed(redeemOne());

        assertThat(failed).containsExactly(false, false, true, false, false, true, false);
    }

    @Test
    void next_beforeAlways_comesFirst() {
        port.always(REDEEM).failed(FailureCode.NOT_AUTHORISED);
        port.next(REDEEM).failed(FailureCode.THROTTLED);

        assertThat(failure(port.redeem(spending("1", card))).code()).isEqualTo(FailureCode.THROTTLED);
        assertThat(failure(port.redeem(spending("1", card))).code()).isEqualTo(FailureCode.NOT_AUTHORISED);
    }

    @Test
    void on_kindOrId_strikesOnlyThose() {
        RedeemableId coupon = issued(issuer, aCoupon().build());
        RedeemableId other = issued(issuer, aCard("10").build());
        port.next(REDEEM).on(card).failed(FailureCode.NOT_AUTHORISED);
        port.always(REDEEM).on(RedeemableKind.COUPON).failed(FailureCode.THROTTLED);

        redeemed(await(port.redeem(spending("1", other))));
        assertThat(failure(port.redeem(by("anna", coupon))).code()).isEqualTo(FailureCode.THROTTLED);
        assertThat(failure(port.redeem(spending("1", card))).code()).isEqualTo(FailureCode.NOT_AUTHORISED);
    }

    @Test
    void scripting_whatMakesNoSense_isRefusedAtOnce() {
        assertThatIllegalArgumentException().isThrownBy(() -> port.next(FIND).lostAfterApplied());
        assertThatIllegalArgumentException().isThrownBy(() -> port.next(LOOKUP).lostBeforeApplied());
        assertThatIllegalArgumentException().isThrownBy(() -> port.next(HISTORY).refused(ViolationCode.EXPIRED));
        assertThatIllegalArgumentException().isThrownBy(() -> port.next(REDEEM).failed(FailureCode.UNREADABLE));
        assertThatIllegalArgumentException().isThrownBy(() -> port.next(REDEEM).delayed(ofSeconds(-1)));
        assertThatIllegalArgumentException().isThrownBy(() -> port.next(REDEEM).throttled(ofSeconds(-1)));
        assertThatIllegalArgumentException().isThrownBy(() -> port.every(0, REDEEM));
        assertThat(redeemOne()).isInstanceOf(Redeemed.class);
    }

    @Test
    void calls_beyondTheLimit_keepTheNewestAndCountTheRest() {
        for (int i = 0; i < ScriptedRedemptionPort.MAX_CALLS + 5; i++) {
            await(port.lookup(card, Freshness.CACHED_OK));
        }

        assertThat(port.calls()).hasSize(ScriptedRedemptionPort.MAX_CALLS);
        assertThat(port.calls().get(0).number()).isEqualTo(6);
        assertThat(port.droppedCalls()).isEqualTo(5);
        assertThat(port.calls().toString()).doesNotContain(card.value());
    }

    @Test
    @SuppressWarnings("NullAway") // What callers without null checks of their own do.
    void anyMethod_withoutItsArgument_failsAsInvalid() {
        assertThat(failure(port.redeem(null)).code()).isEqualTo(FailureCode.INVALID_ARGUMENT);
        assertThat(failure(port.redeemAll(null)).code()).isEqualTo(FailureCode.INVALID_ARGUMENT);
        assertThat(failure(port.validate(null)).code()).isEqualTo(FailureCode.INVALID_ARGUMENT);
    }

    @Test
    void everyMethodOfThePorts_isOverridden() {
        List<String> overridden = Arrays.stream(ScriptedRedemptionPort.class.getDeclaredMethods())
                .map(Method::getName)
                .toList();

        assertThat(Arrays.stream(ScriptedRedemptionPort.class.getInterfaces())
                        .flatMap(port -> Arrays.stream(port.getMethods()))
                        .map(Method::getName))
                .isNotEmpty()
                .isSubsetOf(overridden);
    }
}
