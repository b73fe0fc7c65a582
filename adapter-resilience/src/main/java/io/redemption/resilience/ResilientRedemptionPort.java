package io.redemption.resilience;

import io.redemption.events.RedemptionCall;
import io.redemption.events.TrafficClass;
import io.redemption.internal.calls.UnsentCalls;
import io.redemption.model.BasketOutcome;
import io.redemption.model.CallOptions;
import io.redemption.model.Capabilities;
import io.redemption.model.Capability;
import io.redemption.model.CataloguePage;
import io.redemption.model.CatalogueQuery;
import io.redemption.model.Code;
import io.redemption.model.CodeInquiry;
import io.redemption.model.FailureCode;
import io.redemption.model.Freshness;
import io.redemption.model.HistoryQuery;
import io.redemption.model.Operation;
import io.redemption.model.ProbeResult;
import io.redemption.model.RedeemableId;
import io.redemption.model.RedeemableKind;
import io.redemption.model.RedeemableState;
import io.redemption.model.Redemption;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionException;
import io.redemption.model.RedemptionHistory;
import io.redemption.model.RedemptionId;
import io.redemption.model.RedemptionOutcome;
import io.redemption.model.RedemptionRequest;
import io.redemption.model.Reversal;
import io.redemption.model.ReversalOutcome;
import io.redemption.model.ValidationResult;
import io.redemption.port.CallOptionsPort;
import io.redemption.port.CataloguePort;
import io.redemption.port.DeadlineAwarePort;
import io.redemption.port.ProbePort;
import io.redemption.port.RedeemablePort;
import io.redemption.port.RedemptionPort;
import io.redemption.resilience.ResilienceListener.BreakerState;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Adds to any port one deadline over all sends of a call, safe retries, and a circuit breaker, a rate limit and a
 * bulkhead each for reads and for writes. So failing writes do not block the reads that resolve them. Keeps the
 * contract of a port even if the delegate breaks it. Thread-safe.
 *
 * <ul>
 *   <li><b>Every call ends</b> by its {@linkplain ResilienceOptions#totalDeadline total deadline} and 250 milliseconds.
 *       A read then fails with {@link FailureCode#DEADLINE_EXCEEDED} and is cancelled at the delegate. A write that may
 *       have been sent is {@link io.redemption.model.Unknown}; one that certainly was not fails. A
 *       {@link DeadlineAwarePort} gets the time that is left for each send.
 *   <li><b>What is sent again</b> follows from what the port declares. Reads and reversals always may be; a redemption
 *       may be if it was certainly not executed, and one in doubt only with {@link Capability#IDEMPOTENT_ATTEMPTS}. Of
 *       these, only what is likely to help is sent again, after a random wait, up to {@link ResilienceOptions#maxSends}
 *       sends in all, and within the {@link RetryBudget}. All calls of this port share the budget: make one port for
 *       each issuer.
 *   <li><b>Doubt stays.</b> A failure or refusal after an earlier send that may have been executed is unknown, with
 *       {@link io.redemption.model.Doubt#REFUSED_AFTER_RESEND} for a refusal. A refusal by an issuer with
 *       {@code IDEMPOTENT_ATTEMPTS} stands. A ticket counts all sends of the call, from the first.
 *   <li><b>No call waits for room</b>, unless its {@linkplain #withOptions options} say so. It fails with
 *       {@link FailureCode#BREAKER_OPEN} if the breaker is open, and with {@link FailureCode#OVERLOADED} if the
 *       bulkhead is full or the rate is exhausted; nothing was sent. A repetition that is not admitted ends the call
 *       with the result of the send before.
 *   <li><b>Cancelling</b> ends a wait, a read and an unsent write at once. A write that was sent continues to its end
 *       or to the deadline, and is not repeated.
 * </ul>
 *
 * <p>Has no threads of its own and closes nothing. Stages complete on threads of the delegate or of the timer:
 * continuations must not block.
 */
public final class ResilientRedemptionPort implements CallOptionsPort, RedeemablePort, CataloguePort, ProbePort {
    private final RedemptionPort delegate;
    private final ResilienceOptions options;
    private final CallEnvironment environment;
    private final BooleanSupplier honoursAttempts = this::honoursAttempts;

    private ResilientRedemptionPort(RedemptionPort delegate, ResilienceOptions options, CallEnvironment environment) {
        this.delegate = delegate;
        this.options = options;
        this.environment = environment;
    }

    /**
     * Returns a resilient port over a delegate.
     *
     * @param delegate the port to the issuer; look-ups and validations fail with {@link FailureCode#NOT_SUPPORTED}
     *     unless it is also a {@link RedeemablePort}, and so do lists unless it is a {@link CataloguePort}
     * @param options the deadlines, retries and limits
     * @return the port
     */
    public static ResilientRedemptionPort over(RedemptionPort delegate, ResilienceOptions options) {
        return new ResilientRedemptionPort(
                delegate, options, CallEnvironment.of(options, delegate instanceof DeadlineAwarePort));
    }

    /**
     * {@inheritDoc}
     *
     * <p>A deadline longer than the {@linkplain ResilienceOptions#totalDeadline total deadline} has no effect. While
     * the bulkhead is full, at most as many sends of its traffic class wait as it admits, in the order of arrival;
     * further ones fail with {@link FailureCode#OVERLOADED}. {@link #probe} has no options.
     */
    @Override
    public ResilientRedemptionPort withOptions(CallOptions calls) {
        return new ResilientRedemptionPort(delegate, options, environment.with(calls));
    }

    @Override
    public CompletionStage<RedemptionOutcome> redeem(RedemptionAttempt attempt) {
        if (attempt == null) {
            return UnsentCalls.missing("attempt");
        }
        return new WriteCall<>(
                        environment,
                        RedemptionCall.of(attempt),
                        new WriteOperations.Redeeming(attempt, honoursAttempts),
                        timeLeft -> port(timeLeft).redeem(attempt))
                .start();
    }

    @Override
    public CompletionStage<BasketOutcome> redeemAll(List<RedemptionAttempt> attempts) {
        List<RedemptionAttempt> basket;
        try {
            basket = List.copyOf(attempts);
        } catch (NullPointerException nothing) {
            return UnsentCalls.missing("attempts");
        }
        return new WriteCall<>(
                        environment,
                        RedemptionCall.of(Operation.REDEEM_ALL, null),
                        new WriteOperations.RedeemingAll(basket, honoursAttempts),
                        timeLeft -> port(timeLeft).redeemAll(basket))
                .start();
    }

    /**
     * {@inheritDoc}
     *
     * <p>Sent again even after a send in doubt. If the issuer then answers that there is nothing to reverse, or
     * refuses, the outcome is unknown: the send in doubt may have reversed it. Finding the redemption settles that.
     */
    @Override
    public CompletionStage<ReversalOutcome> reverse(Reversal reversal) {
        if (reversal == null) {
            return UnsentCalls.missing("reversal");
        }
        return new WriteCall<>(
                        environment,
                        RedemptionCall.of(
                                Operation.REVERSE, reversal.redeemable().kind()),
                        new WriteOperations.Reversing(reversal),
                        timeLeft -> port(timeLeft).reverse(reversal))
                .start();
    }

    @Override
    public CompletionStage<Optional<Redemption>> find(
            RedeemableId redeemable, RedemptionId redemption, Freshness freshness) {
        if (redeemable == null || redemption == null || freshness == null) {
            return UnsentCalls.missing("redeemable, redemption or freshness");
        }
        return read(
                Operation.FIND, redeemable.kind(), timeLeft -> port(timeLeft).find(redeemable, redemption, freshness));
    }

    @Override
    public CompletionStage<Optional<RedemptionHistory>> history(RedeemableId redeemable, HistoryQuery query) {
        if (redeemable == null || query == null) {
            return UnsentCalls.missing("redeemable or query");
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

    /**
     * {@inheritDoc}
     *
     * <p>One send, past breaker, rate limit and bulkhead: it is made while a breaker is open, its end counts nowhere,
     * and it takes no room from calls. A {@link DeadlineAwarePort} gets the total deadline. Fails with
     * {@link FailureCode#NOT_SUPPORTED} if the delegate is no {@link ProbePort}.
     */
    @Override
    public CompletionStage<ProbeResult> probe() {
        if (!(delegate instanceof ProbePort whole)) {
            return CompletableFuture.failedStage(
                    new RedemptionException(FailureCode.NOT_SUPPORTED, "this issuer cannot be probed"));
        }
        return port(options.totalDeadline()) instanceof ProbePort limited ? limited.probe() : whole.probe();
    }

    /**
     * Returns the state of a circuit breaker. An open one stays so until the first send after its time. A read of
     * memory.
     *
     * @param traffic reads or writes
     * @return closed, open or half open
     */
    public BreakerState breakerState(TrafficClass traffic) {
        return switch (traffic) {
            case READS -> environment.reads().breakerState();
            case WRITES -> environment.writes().breakerState();
        };
    }

    @Override
    public CompletionStage<Optional<RedeemableState>> lookup(RedeemableId id, Freshness freshness) {
        if (id == null || freshness == null) {
            return UnsentCalls.missing("id or freshness");
        }
        return describe(Operation.LOOKUP, id.kind(), port -> port.lookup(id, freshness));
    }

    @Override
    public CompletionStage<Optional<RedeemableState>> lookup(Code code) {
        if (code == null) {
            return UnsentCalls.missing("code");
        }
        return describe(Operation.LOOKUP, null, port -> port.lookup(code));
    }

    @Override
    public CompletionStage<ValidationResult> validate(RedemptionRequest request) {
        if (request == null) {
            return UnsentCalls.missing("request");
        }
        return describe(Operation.VALIDATE, request.redeemable().kind(), port -> port.validate(request));
    }

    /**
     * {@inheritDoc}
     *
     * <p>Fails with {@link FailureCode#NOT_SUPPORTED} if the delegate is not a {@link CataloguePort}.
     */
    @Override
    public CompletionStage<CataloguePage> catalogue(CatalogueQuery query) {
        if (query == null) {
            return UnsentCalls.missing("query");
        }
        if (!(delegate instanceof CataloguePort)) {
            return CompletableFuture.failedStage(
                    new RedemptionException(FailureCode.NOT_SUPPORTED, "this issuer does not list its redeemables"));
        }
        return read(Operation.LOOKUP, query.kind(), timeLeft -> lists(timeLeft).catalogue(query));
    }

    /**
     * {@inheritDoc}
     *
     * <p>Empty if the delegate is not a {@link CataloguePort}.
     */
    @Override
    public CompletionStage<Optional<ValidationResult>> validate(CodeInquiry inquiry) {
        if (inquiry == null) {
            return UnsentCalls.missing("inquiry");
        }
        if (!(delegate instanceof CataloguePort)) {
            return CompletableFuture.completedStage(Optional.empty());
        }
        return read(
                Operation.VALIDATE, inquiry.kind(), timeLeft -> lists(timeLeft).validate(inquiry));
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
        return new ReadCall<>(environment, RedemptionCall.of(operation, kind), port).start();
    }

    private RedemptionPort port(Duration timeLeft) {
        return delegate instanceof DeadlineAwarePort limited ? limited.withTimeLeft(timeLeft) : delegate;
    }

    /** Returns the delegate's lists, with the time left if the port for it has lists too. */
    private CataloguePort lists(Duration timeLeft) {
        return port(timeLeft) instanceof CataloguePort limited ? limited : (CataloguePort) delegate;
    }

    /** {@return the settings in short, and the delegate's own text} */
    @Override
    public String toString() {
        return "Resilient(" + options + ", " + delegate + ")";
    }
}
