package io.redemption;

import static io.redemption.Samples.redeemed;
import static io.redemption.Samples.redemption;
import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.events.RedemptionListener.CallResult;
import io.redemption.events.RedemptionListener.ContractViolation;
import io.redemption.model.Amount;
import io.redemption.model.Doubt;
import io.redemption.model.FailureCode;
import io.redemption.model.RedeemableId;
import io.redemption.model.Redeemed;
import io.redemption.model.Redeemer;
import io.redemption.model.Redemption;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionException;
import io.redemption.model.RedemptionOutcome;
import io.redemption.model.Refused;
import io.redemption.model.TransactionId;
import io.redemption.model.Unknown;
import io.redemption.model.Violation;
import io.redemption.model.ViolationCode;
import io.redemption.port.AttemptState;
import io.redemption.port.RedemptionChangeListener.Change;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a port that breaks its contract is made of: doubt, never a guess. */
class BackstopTest {
    private final Shop shop = new Shop(new ProgrammedPort());

    static Stream<Arguments> failuresWithoutProof() {
        return Stream.of(
                        new IllegalStateException("boom"),
                        new CompletionException(new IllegalStateException("boom")),
                        new CompletionException(null),
                        new AssertionError("boom"),
                        new OutOfMemoryError("boom"),
                        new Exception("checked"))
                .map(Arguments::of);
    }

    @ParameterizedTest
    @MethodSource("failuresWithoutProof")
    void redeem_portFailsWithoutProof_isInDoubt(Throwable failure) {
        shop.port.onRedeem = attempt -> CompletableFuture.failedStage(failure);

        RedemptionOutcome outcome = shop.redeem(shop.anAttempt());

        assertDoubt(outcome, Doubt.BROKEN_ADAPTER);
        assertThat(shop.log.violations()).containsExactly(ContractViolation.UNPROVEN_FAILURE);
        assertThat(shop.log.endings()).containsExactly(CallResult.UNKNOWN);
    }

    @ParameterizedTest
    @MethodSource("failuresWithoutProof")
    void redeem_portThrows_isInDoubt(Throwable failure) {
        shop.port.onRedeem = attempt -> {
            BackstopTest.<RuntimeException>sneak(failure);
            return new CompletableFuture<>();
        };

        RedemptionOutcome outcome = shop.redeem(shop.anAttempt());

        assertDoubt(outcome, Doubt.BROKEN_ADAPTER);
        assertThat(shop.log.violations()).containsExactly(ContractViolation.THREW);
    }

    /** A throw is a broken contract, and the adapter may have sent before. */
    @Test
    void redeem_portThrowsWhatWouldBeProof_isInDoubt() {
        shop.port.onRedeem = attempt -> {
            throw new RedemptionException(FailureCode.NOT_REACHABLE, "thrown");
        };

        RedemptionOutcome outcome = shop.redeem(shop.anAttempt());

        assertDoubt(outcome, Doubt.BROKEN_ADAPTER);
    }

    @Test
    @SuppressWarnings("NullAway") // null is what the contract forbids and the adapter of this test answers
    void redeem_portAnswersNull_isInDoubt() {
        shop.port.onRedeem = attempt -> null;
        RedemptionOutcome noStage = shop.redeem(shop.anAttempt());
        shop.port.onRedeem = attempt -> CompletableFuture.completedStage(null);
        RedemptionOutcome noAnswer = shop.redeem(shop.anAttempt());

        assertDoubt(noStage, Doubt.BROKEN_ADAPTER);
        assertDoubt(noAnswer, Doubt.BROKEN_ADAPTER);
        assertThat(shop.log.violations()).containsExactly(ContractViolation.NULL_STAGE, ContractViolation.NULL_ANSWER);
    }

    @Test
    void redeem_portCancelsItself_isInDoubtButNoBreach() {
        shop.port.onRedeem = attempt -> CompletableFuture.failedStage(new CancellationException());

        RedemptionOutcome outcome = shop.redeem(shop.anAttempt());

        assertDoubt(outcome, Doubt.CANCELLED);
        assertThat(shop.log.violations()).isEmpty();
    }

    static Stream<Arguments> wrongEchoes() {
        return Stream.<UnaryOperator<Redemption>>of(
                        r -> copy(r, RedeemableId.giftCard("gc-2"), r.redeemer(), r.value(), r.transactionId()),
                        r -> copy(r, RedeemableId.coupon("gc-1"), r.redeemer(), r.value(), r.transactionId()),
                        r -> copy(r, r.redeemable(), new Redeemer("user-2", null, null), r.value(), r.transactionId()),
                        r -> copy(r, r.redeemable(), Redeemer.ANONYMOUS, r.value(), r.transactionId()),
                        r -> copy(r, r.redeemable(), r.redeemer(), Amount.of("50.01"), r.transactionId()),
                        r -> copy(r, r.redeemable(), r.redeemer(), null, r.transactionId()),
                        r -> copy(r, r.redeemable(), r.redeemer(), r.value(), TransactionId.of("other")))
                .map(Arguments::of);
    }

    @ParameterizedTest
    @MethodSource("wrongEchoes")
    void redeem_confirmationOfSomethingElse_isInDoubt(UnaryOperator<Redemption> altered) {
        shop.port.onRedeem =
                attempt -> CompletableFuture.completedStage(Redeemed.of(altered.apply(redemption(attempt))));

        RedemptionOutcome outcome = shop.redeem(shop.anAttempt());

        assertDoubt(outcome, Doubt.ECHO_MISMATCH);
        assertThat(shop.log.violations()).containsExactly(ContractViolation.WRONG_ECHO);
        assertThat(shop.log.changes).containsExactly(Change.IN_DOUBT);
    }

    @Test
    void redeem_confirmationWithATransactionIdDroppedOrCut_isRedeemed() {
        Function<Redemption, Redemption> dropped = r -> copy(r, r.redeemable(), r.redeemer(), r.value(), null);
        Function<Redemption, Redemption> cut =
                r -> copy(r, r.redeemable(), r.redeemer(), r.value(), TransactionId.of("r"));

        shop.port.onRedeem = a -> CompletableFuture.completedStage(Redeemed.of(dropped.apply(redemption(a))));
        RedemptionOutcome first = shop.redeem(shop.anAttempt());
        shop.port.onRedeem = a -> CompletableFuture.completedStage(Redeemed.of(cut.apply(redemption(a))));
        RedemptionOutcome second = shop.redeem(shop.anAttempt());

        assertThat(first).isInstanceOf(Redeemed.class);
        assertThat(second).isInstanceOf(Redeemed.class);
    }

    @Test
    void redeem_portNeverEnds_isInDoubtWhenPatienceIsOverAndNotBefore() {
        shop.port.onRedeem = attempt -> new CompletableFuture<>();
        CompletableFuture<RedemptionOutcome> answer = shop.begin(shop.anAttempt());

        shop.time.advance(RedemptionsBuilder.DEFAULT_PORT_TIMEOUT.minusNanos(1));
        boolean before = answer.isDone();
        shop.time.advance(Duration.ofNanos(1));

        assertThat(before).isFalse();
        assertDoubt(Shop.now(answer), Doubt.BROKEN_ADAPTER);
        assertThat(shop.log.violations()).containsExactly(ContractViolation.NEVER_ENDED);
        assertThat(shop.time.waiting()).isZero();
    }

    @Test
    void redeem_portAnswers_leavesNoTimerBehind() {
        CompletableFuture<RedemptionOutcome> issuer = new CompletableFuture<>();
        shop.port.onRedeem = attempt -> issuer;
        RedemptionAttempt attempt = shop.anAttempt();
        CompletableFuture<RedemptionOutcome> answer = shop.begin(attempt);
        int during = shop.time.waiting();

        issuer.complete(redeemed(attempt));

        Shop.now(answer);
        assertThat(during).isEqualTo(1);
        assertThat(shop.time.waiting()).isZero();
    }

    @Test
    void redeem_answerComesAfterPortTimeout_settlesJournalAndChanges() {
        RedemptionAttempt attempt = shop.anAttempt();
        CompletableFuture<RedemptionOutcome> issuer = giveUp(attempt);

        issuer.complete(redeemed(attempt));

        assertThat(shop.known(attempt)).contains(new AttemptState.Settled(redeemed(attempt)));
        assertThat(shop.log.changes).containsExactly(Change.IN_DOUBT, Change.ADDED, Change.SETTLED);
        assertThat(shop.log.endings()).containsExactly(CallResult.UNKNOWN);
    }

    @Test
    void redeem_refusalComesAfterPortTimeout_settlesJournalAndChanges() {
        RedemptionAttempt attempt = shop.anAttempt();
        Refused refused = Refused.of(Violation.of(ViolationCode.EXPIRED));
        CompletableFuture<RedemptionOutcome> issuer = giveUp(attempt);

        issuer.complete(refused);

        assertThat(shop.known(attempt)).contains(new AttemptState.Settled(refused));
        assertThat(shop.log.changes).containsExactly(Change.IN_DOUBT, Change.SETTLED);
    }

    @Test
    void redeem_proofOfNothingComesAfterPortTimeout_forgetsTheAttempt() {
        RedemptionAttempt attempt = shop.anAttempt();
        CompletableFuture<RedemptionOutcome> issuer = giveUp(attempt);

        issuer.completeExceptionally(new RedemptionException(FailureCode.OVERLOADED, "queue"));

        assertThat(shop.known(attempt)).isEmpty();
        assertThat(shop.log.changes).containsExactly(Change.IN_DOUBT, Change.SETTLED);
    }

    @Test
    void redeem_wrongEchoComesAfterPortTimeout_staysInDoubt() {
        RedemptionAttempt attempt = shop.anAttempt();
        RedemptionAttempt other = shop.anAttempt();
        CompletableFuture<RedemptionOutcome> issuer = giveUp(attempt);

        issuer.complete(redeemed(other));

        assertThat(shop.known(attempt)).containsInstanceOf(AttemptState.Open.class);
        assertThat(shop.log.changes).containsExactly(Change.IN_DOUBT);
    }

    @Test
    void redeem_timerRefusesWork_isStillAnswered() {
        CompletableFuture<RedemptionOutcome> issuer = new CompletableFuture<>();
        shop.port.onRedeem = attempt -> issuer;
        Redemptions redemptions = shop.builder().time(new RefusingTimer()).build();
        RedemptionAttempt attempt = shop.anAttempt();
        var answer = redemptions.redeem(attempt);

        issuer.complete(redeemed(attempt));

        assertThat(Shop.now(answer)).isEqualTo(redeemed(attempt));
    }

    private CompletableFuture<RedemptionOutcome> giveUp(RedemptionAttempt attempt) {
        CompletableFuture<RedemptionOutcome> issuer = new CompletableFuture<>();
        shop.port.onRedeem = any -> issuer;
        CompletableFuture<RedemptionOutcome> answer = shop.begin(attempt);
        shop.time.advance(RedemptionsBuilder.DEFAULT_PORT_TIMEOUT);
        assertDoubt(Shop.now(answer), Doubt.BROKEN_ADAPTER);
        return issuer;
    }

    private static void assertDoubt(RedemptionOutcome outcome, Doubt doubt) {
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Unknown.class,
                        unknown -> assertThat(unknown.ticket().doubt()).isEqualTo(doubt));
    }

    private static Redemption copy(
            Redemption r, RedeemableId on, Redeemer who, @Nullable Amount value, @Nullable TransactionId transaction) {
        return Redemption.builder(r.id(), on, r.createdAt())
                .redeemer(who)
                .value(value)
                .transactionId(transaction)
                .build();
    }

    /** Throws anything, as adapters in other languages may. */
    @SuppressWarnings("unchecked")
    private static <E extends Throwable> void sneak(Throwable thrown) throws E {
        throw (E) thrown;
    }
}
