package io.redemption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.redemption.events.RedemptionListener.Contradicted;
import io.redemption.model.Capability;
import io.redemption.model.FailureCode;
import io.redemption.model.NothingToReverse;
import io.redemption.model.Operation;
import io.redemption.model.Redeemed;
import io.redemption.model.Redemption;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionException;
import io.redemption.model.RedemptionOutcome;
import io.redemption.model.Refused;
import io.redemption.model.Resolution;
import io.redemption.model.Resolution.Absent;
import io.redemption.model.Resolution.Confirmed;
import io.redemption.model.Resolution.Obstacle;
import io.redemption.model.Resolution.StillUnknown;
import io.redemption.model.Reversal;
import io.redemption.model.ReversalOutcome;
import io.redemption.model.Reversed;
import io.redemption.model.Ticket;
import io.redemption.model.Unknown;
import io.redemption.model.Violation;
import io.redemption.model.ViolationCode;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What was reversed is not reported as redeemed, a verdict changes only on stronger evidence, and a wrong one is
 * reported.
 */
class ReversedAttemptTest {
    private static final Duration LAG = RedemptionsBuilder.DEFAULT_MAX_READ_LAG;
    private static final Duration HORIZON = RedemptionsBuilder.DEFAULT_MAX_EXECUTION_DELAY.plus(LAG);
    private static final Refused REVERSED = Refused.of(Violation.of(ViolationCode.ATTEMPT_REVERSED));

    private final Shop shop = new Shop(new ProgrammedPort(Capability.KEEPS_TRANSACTION_IDS));
    private final LyingIssuer issuer = new LyingIssuer(shop.time);
    private final RedemptionAttempt attempt = shop.anAttempt();

    ReversedAttemptTest() {
        issuer.serve(shop.port);
    }

    static Stream<Arguments> goneForCertain() {
        return Stream.of(answer("reversed", Reversed::new), answer("nothing to reverse", NothingToReverse::new));
    }

    private static Arguments answer(String name, Function<Reversal, ReversalOutcome> outcome) {
        return Arguments.of(name, outcome);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("goneForCertain")
    void redeem_afterItsReversal_isRefusedUnsent(String name, Function<Reversal, ReversalOutcome> outcome) {
        Redemption redeemed = redeem();
        shop.port.onReverse = reversal -> CompletableFuture.completedStage(outcome.apply(reversal));
        reverse(redeemed);

        assertThat(shop.redeem(attempt)).isEqualTo(REVERSED);
        assertThat(shop.redeem(attempt)).isEqualTo(REVERSED);
        assertThat(shop.port.sent).hasSize(1);
    }

    @Test
    void redeem_newAttemptAfterAReversal_isRedeemed() {
        reverse(redeem());

        assertThat(shop.redeem(shop.anAttempt())).isInstanceOf(Redeemed.class);
    }

    static Stream<Arguments> standing() {
        CompletionStage<ReversalOutcome> refused =
                CompletableFuture.completedStage(Refused.of(Violation.of(ViolationCode.REFUSED_BY_ISSUER)));
        CompletionStage<ReversalOutcome> unsent =
                CompletableFuture.failedStage(new RedemptionException(FailureCode.NOT_REACHABLE, "down"));
        return Stream.of(Arguments.of("refused", refused), Arguments.of("not sent", unsent));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("standing")
    void redeem_afterAReversalThatDidNotHappen_isReplayed(String name, CompletionStage<ReversalOutcome> answer) {
        Redemption redeemed = redeem();
        shop.port.onReverse = reversal -> answer;
        shop.redemptions.reverse(Reversal.of(redeemed));

        assertThat(shop.redeem(attempt)).isEqualTo(new Redeemed(redeemed, true));
    }

    /** The second of two that carry our id is compensated; the attempt stands by the first. */
    @Test
    void redeem_afterADuplicateWasRemoved_isReplayed() {
        Redemption redeemed = redeem();
        Redemption twin = issuer.book(attempt);
        reverse(twin);

        assertThat(shop.redeem(attempt)).isEqualTo(new Redeemed(redeemed, true));
    }

    /** And the other way round: the one that settled the attempt is removed, and the twin is what stands then. */
    @Test
    void resolve_redemptionRemovedAndItsTwinStands_isConfirmedByTheTwin() {
        issuer.answersAreLost = true;
        Ticket ticket = shop.doubt(attempt);
        shop.resolve(ticket);
        Redemption first = issuer.record.get(0);
        Redemption twin = issuer.book(attempt);
        reverse(first);

        Resolution resolution = shop.resolve(ticket);

        assertThat(resolution).isEqualTo(new Confirmed(twin));
        assertThat(shop.redeem(attempt)).isEqualTo(new Redeemed(twin, true));
    }

    @Test
    void redeem_whileItsReversalIsInDoubt_isUnknownWithTheTicketOfTheReversal() {
        Redemption redeemed = redeem();
        Ticket ticket = reverseInDoubt(redeemed, true);

        RedemptionOutcome during = shop.redeem(attempt);
        shop.time.advance(LAG);
        Resolution resolution = shop.resolve(ticket);

        assertThat(during).isEqualTo(new Unknown(ticket));
        assertThat(ticket.operation()).isEqualTo(Operation.REVERSE);
        assertThat(resolution).isInstanceOf(Absent.class);
        assertThat(shop.redeem(attempt)).isEqualTo(REVERSED);
    }

    @Test
    void redeem_reversalInDoubtTurnsOutNotToHaveHappened_isReplayed() {
        Redemption redeemed = redeem();
        Ticket ticket = reverseInDoubt(redeemed, false);
        Resolution early = shop.resolve(ticket);
        shop.time.advance(HORIZON);
        Resolution late = shop.resolve(ticket);

        assertThat(early).isEqualTo(new StillUnknown(ticket, Obstacle.TOO_EARLY));
        assertThat(late).isEqualTo(new Confirmed(redeemed));
        assertThat(shop.redeem(attempt)).isEqualTo(new Redeemed(redeemed, true));
    }

    /** The answer to the redeem comes late, when its redemption is gone already. */
    @Test
    void redeem_answeredAfterItsOwnReversal_isReversed() {
        CompletableFuture<RedemptionOutcome> answer = new CompletableFuture<>();
        shop.port.onRedeem = any -> answer;
        CompletableFuture<RedemptionOutcome> first = shop.begin(attempt);
        Redemption booked = issuer.book(attempt);
        reverse(booked);

        answer.complete(Redeemed.of(booked));

        assertThat(Shop.now(first)).isEqualTo(Redeemed.of(booked));
        assertThat(shop.redeem(attempt)).isEqualTo(REVERSED);
    }

    @Test
    void resolve_ownReversalInDoubtAndEmptyBeforeTheReadLag_isTooEarlyAndThenAbsentForGood() {
        Ticket ticket = reverseInDoubt(redeem(), true);
        shop.time.advance(LAG.minusNanos(1));
        Resolution early = shop.resolve(ticket);
        shop.time.advance(Duration.ofNanos(1));
        Resolution late = shop.resolve(ticket);
        Resolution again = shop.resolve(ticket);

        assertThat(early).isEqualTo(new StillUnknown(ticket, Obstacle.TOO_EARLY));
        assertThat(late).isInstanceOf(Absent.class);
        assertThat(again).isInstanceOf(Absent.class);
    }

    /** A ticket from another process: it is not known when it began, so waiting starts with the first read. */
    @Test
    void resolve_foreignReversalAndEmptyAtOnce_isTooEarlyUntilTheReadLagIsOver() {
        Redemption redeemed = redeem();
        issuer.record.clear();
        Ticket ticket = reverseTicket(redeemed);
        Redemptions elsewhere = shop.elsewhere().build();

        Resolution first = Shop.now(elsewhere.resolve(ticket));
        shop.time.advance(LAG);
        Resolution second = Shop.now(elsewhere.resolve(ticket));

        assertThat(first).isEqualTo(new StillUnknown(ticket, Obstacle.TOO_EARLY));
        assertThat(second).isInstanceOf(Absent.class);
    }

    /** What is known to be gone may be shown by a list that lags: weaker evidence, which changes nothing. */
    @Test
    void resolve_knownToBeGoneAndListedWithinTheLag_staysAbsent() {
        Redemption redeemed = redeem();
        reverse(redeemed);
        issuer.record.add(redeemed);

        Resolution resolution = shop.resolve(reverseTicket(redeemed));

        assertThat(resolution).isInstanceOf(Absent.class);
        assertThat(shop.redeem(attempt)).isEqualTo(REVERSED);
        assertThat(shop.log.of(Contradicted.class)).isEmpty();
    }

    @Test
    void resolve_knownToBeGoneButStandsLater_isContradictedAndTheAttemptIsRedeemed() {
        Redemption redeemed = redeem();
        reverse(redeemed);
        issuer.record.add(redeemed);
        shop.time.advance(LAG);

        Resolution resolution = shop.resolve(reverseTicket(redeemed));

        assertThat(resolution).isEqualTo(new Confirmed(redeemed));
        assertThat(shop.log.of(Contradicted.class)).singleElement().satisfies(event -> {
            assertThat(event.call().operation()).isEqualTo(Operation.REVERSE);
            assertThat(event.redemption()).isEqualTo(redeemed.id());
        });
        assertThat(shop.redeem(attempt)).isEqualTo(new Redeemed(redeemed, true));
    }

    @Test
    void resolve_ourRedemptionAppearsAfterAbsent_isContradictedAtOnceAndTheAttemptIsRedeemed() {
        shop.port.onRedeem = any -> CompletableFuture.failedStage(new IllegalStateException("lost"));
        Ticket ticket = shop.doubt(attempt);
        shop.time.advance(HORIZON);
        Resolution wrong = shop.resolve(ticket);
        Redemption late = issuer.book(attempt);

        Resolution resolution = shop.resolve(ticket);

        assertThat(wrong).isInstanceOf(Absent.class);
        assertThat(resolution).isEqualTo(new Confirmed(late));
        assertThat(shop.log.of(Contradicted.class)).singleElement().satisfies(event -> {
            assertThat(event.call().operation()).isEqualTo(Operation.REDEEM);
            assertThat(event.call().kind()).isEqualTo(attempt.redeemable().kind());
            assertThat(event.call().attempt()).isEqualTo(attempt.id());
            assertThat(event.redemption()).isEqualTo(late.id());
        });
        assertThat(shop.redeem(attempt)).isEqualTo(new Redeemed(late, true));
    }

    static Stream<Arguments> weakerEvidence() {
        return Stream.of(
                Arguments.of("not readable", (Weakening) s ->
                        s.port.onHistory = query -> CompletableFuture.failedStage(new IllegalStateException("down"))),
                Arguments.of("redeemable gone", (Weakening)
                        s -> s.port.onHistory = query -> CompletableFuture.completedStage(Optional.empty())));
    }

    interface Weakening {
        void on(Shop shop);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("weakerEvidence")
    void resolve_afterAbsentWithWeakerEvidence_staysAbsent(String name, Weakening weaken) {
        shop.port.onRedeem = any -> CompletableFuture.failedStage(new IllegalStateException("lost"));
        Ticket ticket = shop.doubt(attempt);
        shop.time.advance(HORIZON);
        shop.resolve(ticket);
        weaken.on(shop);

        assertThat(shop.resolve(ticket)).isInstanceOf(Absent.class);
    }

    /**
     * An old ticket of an attempt that is redeemed by now: that its redemption is not listed yet does not mean it is
     * gone.
     */
    @Test
    void resolve_oldTicketOfAnAttemptJustAcknowledged_takesNothingBackWithinTheReadLag() {
        issuer.tellsTime = true;
        shop.port.onRedeem = any -> CompletableFuture.failedStage(new IllegalStateException("lost"));
        Ticket old = shop.doubt(attempt).withIssuerTime(ManualTime.START);
        shop.time.advance(HORIZON.plusSeconds(2));
        shop.resolve(old);
        issuer.serve(shop.port);
        issuer.readLag = Duration.ofSeconds(2);
        Redemption redeemed = redeem();

        Resolution early = shop.resolve(old);
        RedemptionOutcome replay = shop.redeem(attempt);
        shop.time.advance(LAG);
        Resolution late = shop.resolve(old);

        assertThat(early)
                .asInstanceOf(type(StillUnknown.class))
                .satisfies(still -> assertThat(still.why()).isEqualTo(Obstacle.TOO_EARLY));
        assertThat(replay).isEqualTo(new Redeemed(redeemed, true));
        assertThat(late).isEqualTo(new Confirmed(redeemed));
    }

    @Test
    void resolve_redeemedAndTakenBackElsewhere_isAbsentAndTheAttemptReversed() {
        issuer.answersAreLost = true;
        Ticket ticket = shop.doubt(attempt);
        shop.resolve(ticket);
        issuer.record.clear();
        Resolution early = shop.resolve(ticket);
        shop.time.advance(LAG);

        assertThat(early).isEqualTo(new StillUnknown(ticket, Obstacle.TOO_EARLY));
        assertThat(shop.resolve(ticket)).isInstanceOf(Absent.class);
        assertThat(shop.redeem(attempt)).isEqualTo(REVERSED);
    }

    private Redemption redeem() {
        RedemptionOutcome outcome = shop.redeem(attempt);
        assertThat(outcome).isInstanceOf(Redeemed.class);
        return ((Redeemed) outcome).redemption();
    }

    private void reverse(Redemption redemption) {
        Shop.now(shop.redemptions.reverse(Reversal.of(redemption)));
    }

    private Ticket reverseInDoubt(Redemption redemption, boolean executed) {
        CompletionStage<ReversalOutcome> lost = CompletableFuture.failedStage(new IllegalStateException("reset"));
        shop.port.onReverse = reversal -> {
            issuer.record.removeIf(r -> executed && Reversal.of(r).equals(reversal));
            return lost;
        };
        return ((Unknown) Shop.now(shop.redemptions.reverse(Reversal.of(redemption)))).ticket();
    }

    private Ticket reverseTicket(Redemption redemption) {
        return Ticket.of(
                Reversal.of(redemption),
                io.redemption.model.Doubt.NO_ANSWER,
                io.redemption.model.Likelihood.POSSIBLE,
                1,
                shop.time.now(),
                shop.time.now());
    }
}
