package io.redemption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redemption.events.RedemptionListener.CallResult;
import io.redemption.model.Doubt;
import io.redemption.model.FailureCode;
import io.redemption.model.NothingToReverse;
import io.redemption.model.Operation;
import io.redemption.model.RedemptionException;
import io.redemption.model.RedemptionId;
import io.redemption.model.Refused;
import io.redemption.model.Reversal;
import io.redemption.model.ReversalOutcome;
import io.redemption.model.Reversed;
import io.redemption.model.Ticket;
import io.redemption.model.Unknown;
import io.redemption.model.Violation;
import io.redemption.model.ViolationCode;
import io.redemption.port.RedemptionChangeListener.Change;
import io.redemption.port.RedemptionChangeListener.RedemptionChange;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What a reversal is answered, and what the caches learn of it before its caller, or after she was given up. */
class ReverseOperationTest {
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
        assertThat(shop.log.endings()).containsExactly(CallResult.UNKNOWN);
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
        shop.time.advance(RedemptionsBuilder.DEFAULT_PORT_TIMEOUT);
        return (Unknown) Shop.now(answer);
    }
}
