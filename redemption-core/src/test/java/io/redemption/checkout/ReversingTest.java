package io.redemption.checkout;

import static io.redemption.checkout.ManualTime.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redemption.Completeness;
import io.redemption.Doubt;
import io.redemption.FailureCode;
import io.redemption.Likelihood;
import io.redemption.NothingToReverse;
import io.redemption.Operation;
import io.redemption.RedeemableChanges.Change;
import io.redemption.RedeemableChanges.RedemptionChange;
import io.redemption.Redeemed;
import io.redemption.Redemption;
import io.redemption.RedemptionAttempt;
import io.redemption.RedemptionException;
import io.redemption.RedemptionHistory;
import io.redemption.RedemptionId;
import io.redemption.RedemptionListener.Component;
import io.redemption.RedemptionListener.ComponentFailed;
import io.redemption.RedemptionListener.Ended;
import io.redemption.RedemptionListener.Ending;
import io.redemption.RedemptionOutcome;
import io.redemption.Refused;
import io.redemption.Resolution;
import io.redemption.Resolution.Confirmed;
import io.redemption.Resolution.Obstacle;
import io.redemption.Resolution.StillUnknown;
import io.redemption.Reversal;
import io.redemption.ReversalOutcome;
import io.redemption.Reversed;
import io.redemption.Ticket;
import io.redemption.Unknown;
import io.redemption.Violation;
import io.redemption.ViolationCode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a reversal is answered, and what the caches learn of it before its caller, or after they were given up. */
class ReversingTest {
    private static final Reversal REVERSAL = new Reversal(Samples.CARD, RedemptionId.of("res-1"));
    private static final RedemptionChange REMOVED = new RedemptionChange(REVERSAL.redemption(), null);

    private final Shop shop = new Shop(new ProgrammedPort());
    private final CompletableFuture<ReversalOutcome> issuer = new CompletableFuture<>();

    @Test
    void reverse_reversed_isToldToTheCachesAndAnswered() {
        shop.port.onReverse = reversal -> CompletableFuture.completedStage(new Reversed(reversal));

        ReversalOutcome outcome = reverse();

        assertThat(outcome).isEqualTo(new Reversed(REVERSAL));
        assertThat(shop.log.changes).containsExactly(Change.REMOVED);
        assertThat(shop.log.redemptions).containsExactly(REMOVED);
        assertThat(shop.log.endings()).containsExactly(Ending.DONE);
    }

    @Test
    void reverse_nothingToReverseOrRefused_changesNothingButSettlesADoubtAboutWhatIsGone() {
        Refused refused = Refused.of(Violation.of(ViolationCode.REFUSED_BY_ISSUER));
        shop.port.onReverse = reversal -> CompletableFuture.completedStage(new NothingToReverse(reversal));
        ReversalOutcome first = reverse();
        shop.port.onReverse = reversal -> CompletableFuture.completedStage(refused);
        ReversalOutcome second = reverse();

        assertThat(first).isEqualTo(new NothingToReverse(REVERSAL));
        assertThat(second).isEqualTo(refused);
        assertThat(shop.log.changes).containsExactly(Change.SETTLED);
        assertThat(shop.log.endings()).containsExactly(Ending.DONE, Ending.REFUSED);
    }

    @Test
    void reverse_certainlyNotExecuted_fails() {
        shop.port.onReverse =
                reversal -> CompletableFuture.failedStage(new RedemptionException(FailureCode.NOT_REACHABLE, "down"));

        assertThatThrownBy(this::reverse)
                .isInstanceOfSatisfying(
                        RedemptionException.class,
                        failure -> assertThat(failure.code()).isEqualTo(FailureCode.NOT_REACHABLE));
        assertThat(shop.log.changes).isEmpty();
        assertThat(shop.log.of(Ended.class)).extracting(Ended::failure).containsExactly(FailureCode.NOT_REACHABLE);
    }

    @Test
    void reverse_clockCannotBeRead_failsUnsentAndTellsTheListener() {
        shop.port.onReverse = reversal -> CompletableFuture.completedStage(new Reversed(reversal));
        Redemptions broken = shop.builder()
                .time(new BrokenTime(shop.time, BrokenTime.Part.NOW, new IllegalStateException("no clock"), 0))
                .build();

        assertThatThrownBy(() -> Shop.now(broken.reverse(REVERSAL)))
                .isInstanceOfSatisfying(
                        RedemptionException.class,
                        failure -> assertThat(failure.code()).isEqualTo(FailureCode.BROKEN_COMPONENT));
        assertThat(shop.log.changes).isEmpty();
        assertThat(shop.log.of(ComponentFailed.class))
                .extracting(ComponentFailed::component)
                .containsExactly(Component.TIME_SOURCE);
        assertThat(shop.log.of(Ended.class)).extracting(Ended::failure).containsExactly(FailureCode.BROKEN_COMPONENT);
    }

    @Test
    void reverse_portFailsWithoutProof_isInDoubtWithATicketOfTheReversal() {
        shop.port.onReverse = reversal -> CompletableFuture.failedStage(new IllegalStateException("reset"));

        Ticket ticket = ((Unknown) reverse()).ticket();

        assertThat(ticket.operation()).isEqualTo(Operation.REVERSE);
        assertThat(ticket.redemption()).isEqualTo(REVERSAL.redemption());
        assertThat(ticket.doubt()).isEqualTo(Doubt.BROKEN_ADAPTER);
        assertThat(shop.log.changes).containsExactly(Change.IN_DOUBT);
        assertThat(shop.log.redemptions).containsExactly(REMOVED);
    }

    @Test
    void reverse_reversedAfterPatience_isToldToTheCaches() {
        giveUp();

        issuer.complete(new Reversed(REVERSAL));

        assertThat(shop.log.changes).containsExactly(Change.IN_DOUBT, Change.REMOVED, Change.SETTLED);
        assertThat(shop.log.redemptions.get(1)).isEqualTo(REMOVED);
        assertThat(shop.log.endings()).containsExactly(Ending.UNKNOWN);
    }

    static Stream<ReversalOutcome> lateAnswersThatRemoveNothing() {
        return Stream.of(new NothingToReverse(REVERSAL), Refused.of(Violation.of(ViolationCode.REFUSED_BY_ISSUER)));
    }

    @ParameterizedTest
    @MethodSource("lateAnswersThatRemoveNothing")
    void reverse_answeredAfterPatienceWithoutAChange_settlesTheDoubt(ReversalOutcome late) {
        giveUp();

        issuer.complete(late);

        assertThat(shop.log.changes).containsExactly(Change.IN_DOUBT, Change.SETTLED);
        assertThat(shop.log.redemptions).containsExactly(REMOVED, REMOVED);
    }

    /** The caller has gone, and still the attempt must not be told as redeemed. */
    @Test
    void redeem_itsReversalIsReversedAfterPatience_isRefused() {
        RedemptionAttempt attempt = shop.anAttempt();
        Redemption redeemed = Samples.redemption(attempt, "res-1");
        shop.port.onRedeem = any -> CompletableFuture.completedStage(Redeemed.of(redeemed));
        shop.redeem(attempt);
        giveUp();

        RedemptionOutcome before = shop.redeem(attempt);
        issuer.complete(new Reversed(REVERSAL));
        RedemptionOutcome after = shop.redeem(attempt);

        assertThat(before).isInstanceOf(Unknown.class);
        assertThat(after).isEqualTo(Refused.of(Violation.of(ViolationCode.ATTEMPT_REVERSED)));
    }

    /** Nothing is listed any more, but what is being sent may fail: absence is concluded after its end. */
    @Test
    void resolve_reversalIsUnderWay_isTooEarly() {
        shop.port.onReverse = reversal -> issuer;
        shop.redemptions.reverse(REVERSAL);
        Ticket ticket = Ticket.of(REVERSAL, Doubt.NO_ANSWER, Likelihood.POSSIBLE, 1, START, START);
        shop.port.onFind = (on, id) -> CompletableFuture.completedStage(Optional.empty());
        shop.port.onHistory = query -> CompletableFuture.completedStage(
                Optional.of(new RedemptionHistory(List.of(), null, null, Completeness.PROVEN, null)));
        shop.resolve(ticket);
        shop.time.advance(RedemptionsBuilder.DEFAULT_VISIBILITY);

        assertThat(shop.resolve(ticket)).isEqualTo(new StillUnknown(ticket, Obstacle.TOO_EARLY));
    }

    @Test
    void resolve_reversalEndedAfterPatience_waitsFromThatEnd() {
        Unknown unknown = giveUp();
        Redemption standing = Samples.redemption(shop.anAttempt(), "res-1");
        shop.port.onFind = (on, id) -> CompletableFuture.completedStage(Optional.of(standing));
        shop.time.advance(Duration.ofHours(1));
        issuer.complete(unknown);

        Resolution early = shop.resolve(unknown.ticket());
        shop.time.advance(Duration.ofHours(1));
        Resolution late = shop.resolve(unknown.ticket());

        assertThat(early).isEqualTo(new StillUnknown(unknown.ticket(), Obstacle.TOO_EARLY));
        assertThat(late).isEqualTo(new Confirmed(standing));
    }

    @Test
    void reverse_provenNotToHaveHappenedAfterPatience_settlesTheDoubt() {
        giveUp();

        issuer.completeExceptionally(new RedemptionException(FailureCode.OVERLOADED, "queue"));

        assertThat(shop.log.changes).containsExactly(Change.IN_DOUBT, Change.SETTLED);
    }

    @Test
    void reverse_unknownAfterPatience_staysInDoubt() {
        Unknown unknown = giveUp();

        issuer.complete(unknown);

        assertThat(shop.log.changes).containsExactly(Change.IN_DOUBT);
    }

    @Test
    void reverse_callerLeaves_isPassedOnAndItsOutcomeStillTold() {
        shop.port.onReverse = reversal -> new BareStage<>(issuer);
        CompletableFuture<ReversalOutcome> answer =
                shop.redemptions.reverse(REVERSAL).toCompletableFuture();

        answer.cancel(false);
        issuer.complete(new Reversed(REVERSAL));

        assertThat(answer).isCancelled();
        assertThat(shop.log.changes).containsExactly(Change.REMOVED);
    }

    private ReversalOutcome reverse() {
        return Shop.now(shop.redemptions.reverse(REVERSAL));
    }

    private Unknown giveUp() {
        shop.port.onReverse = reversal -> issuer;
        var answer = shop.redemptions.reverse(REVERSAL);
        shop.time.advance(RedemptionsBuilder.DEFAULT_PATIENCE);
        return (Unknown) Shop.now(answer);
    }
}
