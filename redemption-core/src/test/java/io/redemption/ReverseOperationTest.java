package io.redemption;

import static io.redemption.ManualTime.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redemption.events.RedemptionListener.CallResult;
import io.redemption.events.RedemptionListener.Component;
import io.redemption.events.RedemptionListener.ComponentFailed;
import io.redemption.events.RedemptionListener.Ended;
import io.redemption.model.Completeness;
import io.redemption.model.Doubt;
import io.redemption.model.FailureCode;
import io.redemption.model.Likelihood;
import io.redemption.model.NothingToReverse;
import io.redemption.model.Operation;
import io.redemption.model.Redeemed;
import io.redemption.model.Redemption;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionException;
import io.redemption.model.RedemptionHistory;
import io.redemption.model.RedemptionId;
import io.redemption.model.RedemptionOutcome;
import io.redemption.model.Refused;
import io.redemption.model.Resolution;
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
import io.redemption.port.RedemptionChangeListener.Change;
import io.redemption.port.RedemptionChangeListener.RedemptionChange;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a reversal is answered, and what the caches learn of it before its caller, or after they were given up. */
class ReverseOperationTest {
    private static final Reversal REVERSAL = new Reversal(Samples.CARD, RedemptionId.of("res-1"));
    private static final RedemptionChange REMOVED = new RedemptionChange(REVERSAL.redemption(), null);

    private final Shop shop = new Shop(new ProgrammedPort());
    private final CompletableFuture<ReversalOutcome> issuer = new CompletableFuture<>();

    @Test
    void reverse_reversed_isReportedToTheCachesAndAnswered() {
        shop.port.onReverse = reversal -> CompletableFuture.completedStage(new Reversed(reversal));

        ReversalOutcome outcome = reverse();

        assertThat(outcome).isEqualTo(new Reversed(REVERSAL));
        assertThat(shop.log.changes).containsExactly(Change.REMOVED);
        assertThat(shop.log.redemptions).containsExactly(REMOVED);
        assertThat(shop.log.endings()).containsExactly(CallResult.DONE);
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
        assertThat(shop.log.endings()).containsExactly(CallResult.DONE, CallResult.REFUSED);
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
    void reverse_clockCannotBeRead_failsUnsentAndNotifiesTheListener() {
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
    void reverse_reversedAfterPortTimeout_isReportedToTheCaches() {
        giveUp();

        issuer.complete(new Reversed(REVERSAL));

        assertThat(shop.log.changes).containsExactly(Change.IN_DOUBT, Change.REMOVED, Change.SETTLED);
        assertThat(shop.log.redemptions.get(1)).isEqualTo(REMOVED);
        assertThat(shop.log.endings()).containsExactly(CallResult.UNKNOWN);
    }

    static Stream<ReversalOutcome> lateAnswersThatRemoveNothing() {
        return Stream.of(new NothingToReverse(REVERSAL), Refused.of(Violation.of(ViolationCode.REFUSED_BY_ISSUER)));
    }

    @ParameterizedTest
    @MethodSource("lateAnswersThatRemoveNothing")
    void reverse_answeredAfterPortTimeoutWithoutAChange_settlesTheDoubt(ReversalOutcome late) {
        giveUp();

        issuer.complete(late);

        assertThat(shop.log.changes).containsExactly(Change.IN_DOUBT, Change.SETTLED);
        assertThat(shop.log.redemptions).containsExactly(REMOVED, REMOVED);
    }

    /** The caller cancelled, and still the attempt must not be reported as redeemed. */
    @Test
    void redeem_itsReversalIsReversedAfterPortTimeout_isRefused() {
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
        shop.time.advance(RedemptionsBuilder.DEFAULT_MAX_READ_LAG);

        assertThat(shop.resolve(ticket)).isEqualTo(new StillUnknown(ticket, Obstacle.TOO_EARLY));
    }

    @Test
    void resolve_reversalEndedAfterPortTimeout_waitsFromThatEnd() {
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
    void reverse_provenNotToHaveHappenedAfterPortTimeout_settlesTheDoubt() {
        giveUp();

        issuer.completeExceptionally(new RedemptionException(FailureCode.OVERLOADED, "queue"));

        assertThat(shop.log.changes).containsExactly(Change.IN_DOUBT, Change.SETTLED);
    }

    @Test
    void reverse_unknownAfterPortTimeout_staysInDoubt() {
        Unknown unknown = giveUp();

        issuer.complete(unknown);

        assertThat(shop.log.changes).containsExactly(Change.IN_DOUBT);
    }

    @Test
    void reverse_callerLeaves_isPassedOnAndItsOutcomeStillReported() {
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
        shop.time.advance(RedemptionsBuilder.DEFAULT_PORT_TIMEOUT);
        return (Unknown) Shop.now(answer);
    }
}
