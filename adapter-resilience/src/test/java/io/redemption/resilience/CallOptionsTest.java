package io.redemption.resilience;

import static io.redemption.resilience.ResilienceFixtures.ATTEMPT;
import static io.redemption.resilience.ResilienceFixtures.CARD;
import static io.redemption.resilience.ResilienceFixtures.REDEMPTION;
import static io.redemption.resilience.ResilienceFixtures.answer;
import static io.redemption.resilience.ResilienceFixtures.code;
import static io.redemption.resilience.ResilienceFixtures.done;
import static io.redemption.resilience.ResilienceFixtures.failed;
import static io.redemption.resilience.ResilienceFixtures.redeemed;
import static io.redemption.resilience.ResilienceFixtures.ticket;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.events.RedemptionCall;
import io.redemption.internal.calls.CallScope;
import io.redemption.internal.calls.CallerContext;
import io.redemption.model.CallOptions;
import io.redemption.model.FailureCode;
import io.redemption.model.Freshness;
import io.redemption.model.Redeemed;
import io.redemption.model.Redemption;
import io.redemption.model.RedemptionOutcome;
import io.redemption.testing.ManualTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Deadlines of single calls, and calls that wait for room: in order, bounded in number and in time. */
class CallOptionsTest {
    private final ManualTime time = ResilienceFixtures.noon();
    private final StubPort issuer = new StubPort();
    private final ResilientRedemptionPort port = ResilientRedemptionPort.over(
            issuer,
            ResilienceFixtures.options(time)
                    .maxConcurrentReads(2)
                    .maxConcurrentWrites(1)
                    .maxSends(1)
                    .build());
    private final ResilientRedemptionPort patient = port.withOptions(CallOptions.NONE.waitsForRoom(ofSeconds(1)));

    private static CompletionStage<Optional<Redemption>> find(ResilientRedemptionPort port) {
        return port.find(CARD, REDEMPTION.id(), Freshness.FROM_ISSUER);
    }

    @Test
    void aShorterDeadlineEndsTheCall() {
        issuer.answering(Transport.sent());
        CompletionStage<RedemptionOutcome> answer =
                port.withOptions(CallOptions.NONE.deadline(ofSeconds(2))).redeem(ATTEMPT);

        time.advance(ofMillis(1_999));
        assertThat(answer.toCompletableFuture()).isNotDone();
        time.advance(ofMillis(1));

        assertThat(ticket(answer).sends()).isEqualTo(1);
    }

    @Test
    void aLongerDeadlineHasNoEffect() {
        issuer.answering(Transport.sent());
        CompletionStage<RedemptionOutcome> answer =
                port.withOptions(CallOptions.NONE.deadline(ofSeconds(60))).redeem(ATTEMPT);

        time.advance(ResilienceOptions.DEFAULT_TOTAL_DEADLINE);

        assertThat(ticket(answer).sends()).isEqualTo(1);
    }

    @Test
    void aCallWaitsForRoomAndIsSentWhenThereIsSome() {
        CompletableFuture<RedemptionOutcome> first = Transport.sent();
        issuer.answering(first, redeemed());
        port.redeem(ATTEMPT);

        CompletionStage<RedemptionOutcome> waiting = patient.redeem(ATTEMPT);
        assertThat(issuer.sends()).isEqualTo(1);
        assertThat(code(port.redeem(ATTEMPT))).as("without the option").isEqualTo(FailureCode.OVERLOADED);
        first.complete(Redeemed.of(REDEMPTION));

        assertThat(answer(waiting)).isEqualTo(Redeemed.of(REDEMPTION));
        assertThat(issuer.sends()).isEqualTo(2);
    }

    /** The room comes on the thread of another call, whose context and trace must not be sent for this one. */
    @Test
    void aCallThatHasWaitedIsSentOnBehalfOfItsOwnCaller() {
        CompletableFuture<RedemptionOutcome> first = Transport.sent();
        List<Optional<CallScope>> scopes = new ArrayList<>();
        issuer.answering(first).then(() -> {
            scopes.add(Optional.ofNullable(CallScope.current()));
            return redeemed();
        });
        CallScope one = new Scope(RedemptionCall.of(ATTEMPT));
        CallScope other = new Scope(RedemptionCall.of(ATTEMPT));
        one.in(() -> port.redeem(ATTEMPT));
        CompletionStage<RedemptionOutcome> waiting = other.in(() -> patient.redeem(ATTEMPT));

        one.in(() -> first.complete(Redeemed.of(REDEMPTION)));

        assertThat(answer(waiting)).isEqualTo(Redeemed.of(REDEMPTION));
        assertThat(scopes).containsExactly(Optional.of(other));
    }

    private record Scope(RedemptionCall call) implements CallScope {
        @Override
        public @Nullable CallerContext context() {
            return null;
        }
    }

    @Test
    void noRoomInTimeFailsUnsent() {
        issuer.answering(Transport.sent());
        port.redeem(ATTEMPT);
        CompletionStage<RedemptionOutcome> waiting = patient.redeem(ATTEMPT);

        time.advance(ofMillis(999));
        assertThat(waiting.toCompletableFuture()).isNotDone();
        time.advance(ofMillis(1));

        assertThat(code(waiting)).isEqualTo(FailureCode.OVERLOADED);
        assertThat(waiting.toCompletableFuture())
                .failsWithin(ofMillis(0))
                .withThrowableThat()
                .withMessageContaining(
                        "too many calls are under way, and there was no room within PT1S; nothing was sent");
        assertThat(issuer.sends()).isEqualTo(1);
    }

    @Test
    void theWaitIsPartOfTheDeadline() {
        issuer.answering(Transport.sent());
        port.redeem(ATTEMPT);
        CompletionStage<RedemptionOutcome> waiting = port.withOptions(
                        CallOptions.NONE.deadline(ofMillis(500)).waitsForRoom(ofSeconds(1)))
                .redeem(ATTEMPT);

        time.advance(ofMillis(500));

        assertThat(code(waiting)).isEqualTo(FailureCode.DEADLINE_EXCEEDED);
        assertThat(issuer.sends()).isEqualTo(1);
    }

    @Test
    void roomIsGivenInTheOrderOfArrival() {
        CompletableFuture<Optional<Redemption>> a = new CompletableFuture<>();
        CompletableFuture<Optional<Redemption>> b = new CompletableFuture<>();
        issuer.answering(a, b, new CompletableFuture<>(), new CompletableFuture<>());
        find(port);
        find(port);
        List<Integer> ended = new ArrayList<>();
        CompletionStage<Optional<Redemption>> first = find(patient);
        CompletionStage<Optional<Redemption>> second = find(patient);
        first.whenComplete((found, thrown) -> ended.add(1));
        second.whenComplete((found, thrown) -> ended.add(2));

        a.complete(Optional.empty());
        time.advance(ofSeconds(1));

        assertThat(ended).as("the second found no room").containsExactly(2);
        assertThat(issuer.sends()).isEqualTo(3);
    }

    @Test
    void noMoreCallsWaitThanTheBulkheadAdmits() {
        issuer.answering(Transport.sent());
        port.redeem(ATTEMPT);
        CompletionStage<RedemptionOutcome> waiting = patient.redeem(ATTEMPT);

        assertThat(code(patient.redeem(ATTEMPT))).isEqualTo(FailureCode.OVERLOADED);
        assertThat(waiting.toCompletableFuture()).isNotDone();
    }

    @Test
    void aCallThatIsCancelledWhileItWaitsLeavesItsPlaceToOthers() {
        CompletableFuture<RedemptionOutcome> first = Transport.sent();
        issuer.answering(first, redeemed());
        port.redeem(ATTEMPT);
        CompletionStage<RedemptionOutcome> gone = patient.redeem(ATTEMPT);

        gone.toCompletableFuture().cancel(false);
        CompletionStage<RedemptionOutcome> next = patient.redeem(ATTEMPT);
        first.complete(Redeemed.of(REDEMPTION));

        assertThat(code(gone)).isEqualTo(FailureCode.CANCELLED);
        assertThat(answer(next)).isEqualTo(Redeemed.of(REDEMPTION));
        assertThat(issuer.sends()).isEqualTo(2);
        assertThat(answer(port.redeem(ATTEMPT))).as("there is room again").isNotNull();
    }

    @Test
    void aBreakerThatOpensMeanwhileStopsWhatWaits() {
        ResilientRedemptionPort fragile = ResilientRedemptionPort.over(
                issuer,
                ResilienceFixtures.options(time)
                        .maxConcurrentReads(1)
                        .maxSends(1)
                        .readBreaker(new BreakerSettings(1, 1, 1, ofSeconds(30), 1))
                        .build());
        CompletableFuture<Optional<Redemption>> first = new CompletableFuture<>();
        issuer.answering(first, done(Optional.empty()));
        find(fragile);
        CompletionStage<Optional<Redemption>> waiting =
                find(fragile.withOptions(CallOptions.NONE.waitsForRoom(ofSeconds(5))));

        first.completeExceptionally(failure());
        CompletionStage<Optional<Redemption>> later =
                find(fragile.withOptions(CallOptions.NONE.waitsForRoom(ofSeconds(5))));

        assertThat(code(later)).isEqualTo(FailureCode.BREAKER_OPEN);
        assertThat(waiting.toCompletableFuture()).isDone();
    }

    private static RuntimeException failure() {
        CompletableFuture<Object> failed = failed(FailureCode.NOT_REACHABLE).toCompletableFuture();
        return (RuntimeException) failed.handle((value, thrown) -> thrown).join();
    }
}
