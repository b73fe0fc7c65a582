package io.redemption.resilience;

import static io.redemption.resilience.ResilienceFixtures.ATTEMPT;
import static io.redemption.resilience.ResilienceFixtures.CARD;
import static io.redemption.resilience.ResilienceFixtures.REDEMPTION;
import static io.redemption.resilience.ResilienceFixtures.answer;
import static io.redemption.resilience.ResilienceFixtures.code;
import static io.redemption.resilience.ResilienceFixtures.done;
import static io.redemption.resilience.ResilienceFixtures.failed;
import static io.redemption.resilience.ResilienceFixtures.failure;
import static io.redemption.resilience.ResilienceFixtures.redeemed;
import static io.redemption.resilience.ResilienceFixtures.ticket;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.events.RedemptionListener.ContractBroken;
import io.redemption.events.RedemptionListener.ContractViolation;
import io.redemption.model.Doubt;
import io.redemption.model.FailureCode;
import io.redemption.model.Freshness;
import io.redemption.model.Redeemed;
import io.redemption.model.Redemption;
import io.redemption.model.RedemptionException;
import io.redemption.model.RedemptionOutcome;
import io.redemption.port.TimeSource;
import io.redemption.testing.ManualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * No part that is passed in can block a call or take its room: neither the delegate, nor the listener, the generator or
 * the timer. Decision 0010 describes the traps of Resilience4j's own retry and time limiter.
 */
class BrokenPartsTest {
    private final ManualTime time = ResilienceFixtures.noon();
    private final StubPort issuer = new StubPort();
    private final List<ContractBroken> events = new ArrayList<>();
    private final ResilienceOptionsBuilder options = ResilienceFixtures.options(time)
            .maxConcurrentReads(1)
            .maxConcurrentWrites(1)
            .listener(new ResilienceListener() {
                @Override
                public void contractBroken(ContractBroken event) {
                    events.add(event);
                }
            });

    private ResilientRedemptionPort port() {
        return ResilientRedemptionPort.over(issuer, options.build());
    }

    private static CompletionStage<Optional<Redemption>> find(ResilientRedemptionPort port) {
        return port.find(CARD, REDEMPTION.id(), Freshness.FROM_ISSUER);
    }

    private static Supplier<CompletionStage<?>> throwing(Throwable thrown) {
        return () -> {
            if (thrown instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) thrown;
        };
    }

    /** Checks a write and a read over a port that does this, and that there is room afterwards. */
    private void check(Supplier<? extends @Nullable CompletionStage<?>> broken, ContractViolation violation) {
        ResilientRedemptionPort port = port();
        issuer.answering().then(broken);

        assertThat(ticket(port.redeem(ATTEMPT)).doubt()).isEqualTo(Doubt.BROKEN_ADAPTER);
        assertThat(code(find(port))).isEqualTo(FailureCode.BROKEN_ADAPTER);

        assertThat(events).extracting(ContractBroken::violation).containsExactly(violation, violation);
        issuer.answering(redeemed());
        assertThat(answer(port.redeem(ATTEMPT))).isEqualTo(Redeemed.of(REDEMPTION));
        issuer.answering(done(Optional.empty()));
        assertThat(answer(find(port))).isEmpty();
        assertThat(time.waiting()).isZero();
    }

    @Test
    void port_throws_isDoubtOrFailureAndNotRepeated() {
        check(throwing(new IllegalStateException("secret")), ContractViolation.THREW);
    }

    /**
     * Only a failed stage proves that nothing happened. An exception comes from code that did not reach its promise.
     */
    @Test
    void port_throwsARedemptionException_provesNothing() {
        check(throwing(new RedemptionException(FailureCode.NOT_REACHABLE, "thrown")), ContractViolation.THREW);
    }

    @Test
    void port_throwsAnError_isDoubtOrFailure() {
        check(throwing(new StackOverflowError()), ContractViolation.THREW);
    }

    @Test
    void port_answersNullInsteadOfAStage_isDoubtOrFailure() {
        check(() -> null, ContractViolation.NULL_STAGE);
    }

    @Test
    void port_completesWithNull_isDoubtOrFailure() {
        check(() -> CompletableFuture.completedStage(null), ContractViolation.NULL_ANSWER);
    }

    @Test
    void port_failsWithoutProof_isDoubtOrFailure() {
        check(
                () -> CompletableFuture.failedStage(new IllegalStateException("secret")),
                ContractViolation.UNPROVEN_FAILURE);
    }

    @Test
    void port_cannotBeAskedForItsEnd_isDoubtOrFailure() {
        check(
                () -> new CompletableFuture<Object>() {
                    @Override
                    public CompletableFuture<Object> whenComplete(
                            java.util.function.BiConsumer<? super Object, ? super Throwable> action) {
                        throw new UnsupportedOperationException();
                    }
                },
                ContractViolation.THREW);
    }

    @Test
    void port_wrapsItsProof_isUnderstood() {
        issuer.answering(CompletableFuture.failedStage(new CompletionException(
                new CompletionException(new RedemptionException(FailureCode.NOT_AUTHORISED, "by the test")))));

        assertThat(code(port().redeem(ATTEMPT))).isEqualTo(FailureCode.NOT_AUTHORISED);
    }

    @Test
    void port_stageCancelledBySomebodyElse_isDoubtOrFailureWithoutBlame() {
        CompletableFuture<RedemptionOutcome> cancelled = new CompletableFuture<>();
        cancelled.cancel(false);
        issuer.answering(cancelled);

        assertThat(ticket(port().redeem(ATTEMPT)).doubt()).isEqualTo(Doubt.CANCELLED);
        assertThat(code(find(port()))).isEqualTo(FailureCode.CANCELLED);
        assertThat(events).isEmpty();
    }

    /** Resilience4j's retry never completes its future here. */
    @Test
    void port_throwsOnTheSecondSend_endsTheCall() {
        issuer.answering(failed(FailureCode.NOT_REACHABLE)).then(throwing(new IllegalStateException("later")));

        CompletionStage<RedemptionOutcome> call = port().redeem(ATTEMPT);
        time.advance(ofSeconds(1));

        assertThat(ticket(call).doubt()).isEqualTo(Doubt.BROKEN_ADAPTER);
        assertThat(ticket(call).sends()).isEqualTo(2);
        assertThat(time.waiting()).isZero();
    }

    @Test
    void port_throwsOnTheSecondSendOfARead_endsTheCall() {
        issuer.answering(failed(FailureCode.NOT_REACHABLE)).then(throwing(new IllegalStateException("later")));

        CompletionStage<Optional<Redemption>> call = find(port());
        time.advance(ofSeconds(1));

        assertThat(code(call)).isEqualTo(FailureCode.BROKEN_ADAPTER);
    }

    @Test
    void failure_ofABrokenPort_repeatsNoneOfItsTexts() {
        issuer.answering().then(throwing(new IllegalStateException("secret")));

        assertThat(failure(find(port()))).hasMessageNotContaining("secret").hasNoCause();
    }

    @Test
    void listener_throws_changesNothing() {
        options.listener(new ResilienceListener() {
                    @Override
                    public void retrying(Retrying event) {
                        throw new IllegalStateException("listener");
                    }

                    @Override
                    public void breakerChanged(BreakerChanged event) {
                        throw new StackOverflowError();
                    }
                })
                .readBreaker(new BreakerSettings(2, 2, 50, ofSeconds(10), 1));
        issuer.answering(failed(FailureCode.NOT_REACHABLE));

        CompletionStage<Optional<Redemption>> call = find(port());
        time.advance(ofSeconds(1));

        assertThat(code(call)).isEqualTo(FailureCode.NOT_REACHABLE);
        assertThat(issuer.sends()).isEqualTo(2);
    }

    @Test
    void generator_throws_endsTheCallWithTheLastFailure() {
        RandomGenerator broken = () -> {
            throw new IllegalStateException("generator");
        };
        issuer.answering(failed(FailureCode.NOT_REACHABLE));
        options.random(broken);

        assertThat(code(port().redeem(ATTEMPT))).isEqualTo(FailureCode.NOT_REACHABLE);
        assertThat(issuer.sends()).isEqualTo(1);
    }

    @Test
    void timer_throws_endsTheCallWithTheLastFailure() {
        options.time(new BrokenTimer(time));
        issuer.answering(failed(FailureCode.NOT_REACHABLE));

        assertThat(code(port().redeem(ATTEMPT))).isEqualTo(FailureCode.NOT_REACHABLE);
    }

    /** A sent write cannot be undone: no limit is better than a lost answer. */
    @Test
    void timer_throwsWhileASendIsOut_stillBringsTheAnswer() {
        options.time(new BrokenTimer(time));
        CompletableFuture<RedemptionOutcome> below = Transport.sent();
        issuer.answering(below);

        CompletionStage<RedemptionOutcome> call = port().redeem(ATTEMPT);
        below.complete(Redeemed.of(REDEMPTION));

        assertThat(answer(call)).isEqualTo(Redeemed.of(REDEMPTION));
    }

    /** The issuer has redeemed: whoever waits must hear it. */
    @Test
    void timer_cannotBeCancelled_callEndsAsTheIssuerDid() {
        options.time(new UncancellableTimer(time));
        CompletableFuture<RedemptionOutcome> below = new CompletableFuture<>();
        issuer.answering(below);

        CompletionStage<RedemptionOutcome> call = port().redeem(ATTEMPT);
        below.complete(Redeemed.of(REDEMPTION));

        assertThat(call.toCompletableFuture()).isCompletedWithValue(Redeemed.of(REDEMPTION));
    }

    private record UncancellableTimer(ManualTime time) implements TimeSource {
        @Override
        public Instant now() {
            return time.now();
        }

        @Override
        public long nanoTime() {
            return time.nanoTime();
        }

        @Override
        public Scheduled schedule(Duration delay, Runnable task) {
            Scheduled unused = time.schedule(delay, task);
            return () -> {
                throw new IllegalStateException("shut down");
            };
        }
    }

    private record BrokenTimer(ManualTime time) implements TimeSource {
        @Override
        public Instant now() {
            return time.now();
        }

        @Override
        public long nanoTime() {
            return time.nanoTime();
        }

        @Override
        public Scheduled schedule(Duration delay, Runnable task) {
            throw new IllegalStateException("timer");
        }
    }
}
