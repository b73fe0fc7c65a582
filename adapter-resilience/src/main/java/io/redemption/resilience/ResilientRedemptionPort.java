package io.redemption.resilience;

import io.redemption.Advice;
import io.redemption.BasketOutcome;
import io.redemption.Capabilities;
import io.redemption.Capability;
import io.redemption.Code;
import io.redemption.FailureCode;
import io.redemption.Freshness;
import io.redemption.HistoryQuery;
import io.redemption.Operation;
import io.redemption.RedeemableId;
import io.redemption.RedeemableKind;
import io.redemption.RedeemablePort;
import io.redemption.RedeemableState;
import io.redemption.Redemption;
import io.redemption.RedemptionAttempt;
import io.redemption.RedemptionException;
import io.redemption.RedemptionHistory;
import io.redemption.RedemptionId;
import io.redemption.RedemptionOutcome;
import io.redemption.RedemptionPort;
import io.redemption.RedemptionRequest;
import io.redemption.Reversal;
import io.redemption.ReversalOutcome;
import io.redemption.TimeLimitedPort;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Any port, with one deadline over all sends of a call, repetition of what may be repeated, and a circuit breaker, a rate
 * limit and a bulkhead for reads and for writes each: failing writes do not block the reads that resolve them. Keeps the
 * contract of the port, also over a delegate that breaks it. Thread-safe.
 *
 * <ul>
 *   <li><b>Every call ends</b> by its {@linkplain ResilienceOptions#totalDeadline total deadline} and 250 milliseconds. A
 *       read fails with {@link FailureCode#DEADLINE_EXCEEDED} then and is cancelled below; a write that was perhaps sent is
 *       {@link io.redemption.Unknown}, one that certainly was not has failed. A delegate that is a {@link TimeLimitedPort}
 *       is told how much time there is for each send.
 *   <li><b>What is sent again</b> follows from what the port declares: reads and reversals always may be, a redemption after
 *       it was certainly not executed, and one in doubt only with {@link Capability#IDEMPOTENT_ATTEMPTS}. Of these only what
 *       is likely to help is, at most {@link ResilienceOptions#maxSends} times in all, after a random wait, and as long as
 *       the {@link RetryBudget} lasts, which all calls of this port share: make one port for each issuer.
 *   <li><b>Doubt stays.</b> A failure or refusal after an earlier send that may have been executed is unknown, with
 *       {@link io.redemption.Doubt#REFUSED_AFTER_RESEND} for a refusal; but a refusal by an issuer with
 *       {@code IDEMPOTENT_ATTEMPTS} stands. A ticket counts all sends of the call, from the first.
 *   <li><b>Nobody waits for room.</b> With an open breaker a call fails with {@link FailureCode#BREAKER_OPEN}, without room or
 *       within an exhausted rate with {@link FailureCode#OVERLOADED}; nothing was sent. A repetition that does not get
 *       through ends with what the send before has left.
 *   <li><b>Cancelling</b> ends a wait, a read and an unsent write at once. A write that was sent runs on to its end or to the
 *       deadline, and is not repeated.
 * </ul>
 *
 * <p>Has no threads of its own and closes nothing. Stages complete on the delegate's threads or a timer's: continuations must
 * not block.
 */
public final class ResilientRedemptionPort implements RedemptionPort, RedeemablePort {
    private final RedemptionPort delegate;
    private final ResilienceOptions options;
    private final Means means;

    private ResilientRedemptionPort(RedemptionPort delegate, ResilienceOptions options) {
        this.delegate = delegate;
        this.options = options;
        this.means = Means.of(options, delegate instanceof TimeLimitedPort);
    }

    /**
     * A resilient port.
     *
     * @param delegate the way to the issuer; look-ups and validations fail with {@link FailureCode#NOT_SUPPORTED} unless it is
     *     also a {@link RedeemablePort}
     * @param options how long to try, how often, and when not at all
     * @return the port
     */
    public static ResilientRedemptionPort over(RedemptionPort delegate, ResilienceOptions options) {
        return new ResilientRedemptionPort(delegate, options);
    }

    @Override
    public CompletionStage<RedemptionOutcome> redeem(RedemptionAttempt attempt) {
        if (attempt == null) {
            return missing("attempt");
        }
        return new WriteCall<>(
                        means,
                        Operation.REDEEM,
                        attempt.redeemable().kind(),
                        new Writings.Redeeming(attempt, this::honoursAttempts),
                        timeLeft -> port(timeLeft).redeem(attempt))
                .start();
    }

    @Override
    public CompletionStage<BasketOutcome> redeemAll(List<RedemptionAttempt> attempts) {
        List<RedemptionAttempt> basket;
        try {
            basket = List.copyOf(attempts);
        } catch (NullPointerException nothing) {
            return missing("attempts");
        }
        return new WriteCall<>(
                        means,
                        Operation.REDEEM_ALL,
                        null,
                        new Writings.RedeemingAll(basket, this::honoursAttempts),
                        timeLeft -> port(timeLeft).redeemAll(basket))
                .start();
    }

    /**
     * {@inheritDoc}
     *
     * <p>Sent again also after a send in doubt. If the issuer then answers that there is nothing to reverse, or refuses, the
     * outcome is unknown: nothing is reversed any more, perhaps because the send in doubt did it. Looking for the redemption
     * tells.
     */
    @Override
    public CompletionStage<ReversalOutcome> reverse(Reversal reversal) {
        if (reversal == null) {
            return missing("reversal");
        }
        return new WriteCall<>(
                        means,
                        Operation.REVERSE,
                        reversal.redeemable().kind(),
                        new Writings.Reversing(reversal),
                        timeLeft -> port(timeLeft).reverse(reversal))
                .start();
    }

    @Override
    public CompletionStage<Optional<Redemption>> find(
            RedeemableId redeemable, RedemptionId redemption, Freshness freshness) {
        if (redeemable == null || redemption == null || freshness == null) {
            return missing("redeemable, redemption or freshness");
        }
        return read(
                Operation.FIND, redeemable.kind(), timeLeft -> port(timeLeft).find(redeemable, redemption, freshness));
    }

    @Override
    public CompletionStage<Optional<RedemptionHistory>> history(RedeemableId redeemable, HistoryQuery query) {
        if (redeemable == null || query == null) {
            return missing("redeemable or query");
        }
        return read(
                Operation.HISTORY, redeemable.kind(), timeLeft -> port(timeLeft).history(redeemable, query));
    }

    private boolean honoursAttempts() {
        return delegate.capabilities().has(Capability.IDEMPOTENT_ATTEMPTS);
    }

    @Override
    public Capabilities capabilities() {
        return delegate.capabilities();
    }

    @Override
    public CompletionStage<Optional<RedeemableState>> lookup(RedeemableId id, Freshness freshness) {
        if (id == null || freshness == null) {
            return missing("id or freshness");
        }
        return describe(Operation.LOOKUP, id.kind(), port -> port.lookup(id, freshness));
    }

    @Override
    public CompletionStage<Optional<RedeemableState>> lookup(Code code) {
        if (code == null) {
            return missing("code");
        }
        return describe(Operation.LOOKUP, null, port -> port.lookup(code));
    }

    @Override
    public CompletionStage<Advice> validate(RedemptionRequest request) {
        if (request == null) {
            return missing("request");
        }
        return describe(Operation.VALIDATE, request.redeemable().kind(), port -> port.validate(request));
    }

    private <T> CompletionStage<T> describe(
            Operation operation, @Nullable RedeemableKind kind, Function<RedeemablePort, CompletionStage<T>> read) {
        if (!(delegate instanceof RedeemablePort)) {
            return CompletableFuture.failedStage(new RedemptionException(
                    FailureCode.NOT_SUPPORTED, "this issuer does not describe its redeemables"));
        }
        return read(operation, kind, timeLeft -> read.apply((RedeemablePort) port(timeLeft)));
    }

    private <T> CompletionStage<T> read(
            Operation operation, @Nullable RedeemableKind kind, Function<Duration, @Nullable CompletionStage<T>> port) {
        return new ReadCall<>(means, operation, kind, port).start();
    }

    private RedemptionPort port(Duration timeLeft) {
        return delegate instanceof TimeLimitedPort limited ? limited.within(timeLeft) : delegate;
    }

    private static <T> CompletionStage<T> missing(String name) {
        return CompletableFuture.failedStage(new RedemptionException(
                FailureCode.INVALID_ARGUMENT, name + ": null (expected: a value); nothing was sent"));
    }

    /** {@return the settings in short, and the delegate's own text} */
    @Override
    public String toString() {
        return "Resilient(" + options + ", " + delegate + ")";
    }
}
