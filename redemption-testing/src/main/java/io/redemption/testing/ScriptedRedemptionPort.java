package io.redemption.testing;

import io.redemption.internal.calls.UnsentCalls;
import io.redemption.model.BasketOutcome;
import io.redemption.model.BasketOutcome.BasketUnknown;
import io.redemption.model.BasketOutcome.NoneRedeemed;
import io.redemption.model.Capabilities;
import io.redemption.model.Code;
import io.redemption.model.Doubt;
import io.redemption.model.FailureCode;
import io.redemption.model.Freshness;
import io.redemption.model.HistoryQuery;
import io.redemption.model.Likelihood;
import io.redemption.model.Operation;
import io.redemption.model.RedeemableId;
import io.redemption.model.RedeemableState;
import io.redemption.model.Redemption;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionException;
import io.redemption.model.RedemptionHistory;
import io.redemption.model.RedemptionId;
import io.redemption.model.RedemptionOutcome;
import io.redemption.model.RedemptionRequest;
import io.redemption.model.Refused;
import io.redemption.model.Reversal;
import io.redemption.model.ReversalOutcome;
import io.redemption.model.Ticket;
import io.redemption.model.Unknown;
import io.redemption.model.ValidationResult;
import io.redemption.port.RedeemablePort;
import io.redemption.port.RedemptionPort;
import io.redemption.port.TimeSource;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Decorates any port with faults on demand: calls are lost, late, refused or broken as a test scripts them.
 *
 * <pre>{@code
 * port.next(REDEEM).lostAfterApplied();
 * port.every(3, HISTORY).throttled(ofSeconds(1));
 * port.always(FIND).on(GIFT_CARD).failed(NOT_REACHABLE);
 * }</pre>
 *
 * <p>At most one fault applies to a call: the oldest {@code next} that matches, which is then used up, otherwise the
 * oldest {@code every} or {@code always} that matches. A call without a fault is passed on as it is. Where the delegate
 * is no {@link RedeemablePort}, look-ups and validations that are passed on fail with
 * {@link FailureCode#NOT_SUPPORTED}.
 *
 * <p>Keeps the contract of the port unless a fault breaks it. Stages complete on the delegate's threads. Thread-safe;
 * faults may be scripted during calls. Records the newest {@value #MAX_CALLS} calls.
 */
public final class ScriptedRedemptionPort implements RedemptionPort, RedeemablePort {
    /** How many calls are recorded: {@value}. */
    public static final int MAX_CALLS = 1_000;

    private final RedemptionPort delegate;
    private final TimeSource time;
    private final Script script = new Script();
    private final CallLog log = new CallLog(MAX_CALLS);

    private ScriptedRedemptionPort(RedemptionPort delegate, TimeSource time) {
        this.delegate = delegate;
        this.time = time;
    }

    /**
     * Decorates a port, without faults at first.
     *
     * @param delegate the real port; also a {@link RedeemablePort} if look-ups and validations are to work
     * @param time the time of delays and tickets
     * @return the port
     */
    public static ScriptedRedemptionPort over(RedemptionPort delegate, TimeSource time) {
        return new ScriptedRedemptionPort(delegate, time);
    }

    /**
     * Begins a rule for the next call that matches it. Several such rules apply in order, one call each.
     *
     * @param operation what is called
     * @return the rest of the sentence
     */
    public FaultRule next(Operation operation) {
        return rule(operation, true, 1);
    }

    /**
     * Begins a rule for each n-th call that matches it, until {@link #clear}.
     *
     * @param n at least 1; with 3, the third, sixth and ninth call
     * @param operation what is called
     * @return the rest of the sentence
     * @throws IllegalArgumentException if {@code n} is not positive
     */
    public FaultRule every(int n, Operation operation) {
        if (n < 1) {
            throw new IllegalArgumentException("every: " + n + " (expected: 1 or more)");
        }
        return rule(operation, false, n);
    }

    /**
     * Begins a rule for all calls that match it, until {@link #clear}.
     *
     * @param operation what is called
     * @return the rest of the sentence
     */
    public FaultRule always(Operation operation) {
        return rule(operation, false, 1);
    }

    private FaultRule rule(Operation operation, boolean once, int every) {
        return new FaultRule(script, time, new Script.CallMatcher(operation, null, once, every));
    }

    /** Removes all faults. They still apply to calls in progress. */
    public void clear() {
        script.clear();
    }

    /** {@return the newest calls, oldest first, at most {@value #MAX_CALLS}} */
    public List<RecordedCall> calls() {
        return log.calls();
    }

    /** {@return how many older calls are no longer recorded} */
    public long droppedCalls() {
        return log.dropped();
    }

    @Override
    public CompletionStage<RedemptionOutcome> redeem(RedemptionAttempt attempt) {
        return play(() -> new Invocation<>(
                Operation.REDEEM,
                List.of(attempt.redeemable()),
                () -> delegate.redeem(attempt),
                () -> new Unknown(ticket(attempt)),
                refused -> refused,
                ScriptedRedemptionPort::kindOf));
    }

    @Override
    public CompletionStage<BasketOutcome> redeemAll(List<RedemptionAttempt> attempts) {
        return play(() -> new Invocation<>(
                Operation.REDEEM_ALL,
                attempts.stream().map(RedemptionAttempt::redeemable).toList(),
                () -> delegate.redeemAll(attempts),
                () -> new BasketUnknown(attempts.stream().map(this::ticket).toList()),
                refused -> new NoneRedeemed(refusals(attempts.size(), refused)),
                ScriptedRedemptionPort::kindOf));
    }

    private static RecordedCall.Answer kindOf(RedemptionOutcome outcome) {
        return outcome.fold(
                redeemed -> RecordedCall.Answer.REDEEMED,
                refused -> RecordedCall.Answer.REFUSED,
                unknown -> RecordedCall.Answer.UNKNOWN);
    }

    private static RecordedCall.Answer kindOf(BasketOutcome outcome) {
        return outcome.fold(
                all -> RecordedCall.Answer.REDEEMED,
                none -> RecordedCall.Answer.REFUSED,
                unknown -> RecordedCall.Answer.UNKNOWN);
    }

    private static RecordedCall.Answer kindOf(ReversalOutcome outcome) {
        return outcome.fold(
                reversed -> RecordedCall.Answer.REVERSED,
                nothing -> RecordedCall.Answer.NOTHING_TO_REVERSE,
                refused -> RecordedCall.Answer.REFUSED,
                unknown -> RecordedCall.Answer.UNKNOWN);
    }

    private static Map<Integer, Refused> refusals(int items, Refused refused) {
        return IntStream.range(0, items).boxed().collect(Collectors.toMap(Function.identity(), i -> refused));
    }

    @Override
    public CompletionStage<ReversalOutcome> reverse(Reversal reversal) {
        return play(() -> new Invocation<>(
                Operation.REVERSE,
                List.of(reversal.redeemable()),
                () -> delegate.reverse(reversal),
                () -> new Unknown(ticket(reversal)),
                refused -> refused,
                ScriptedRedemptionPort::kindOf));
    }

    @Override
    public CompletionStage<Optional<Redemption>> find(
            RedeemableId redeemable, RedemptionId redemption, Freshness freshness) {
        return play(() -> Invocation.read(
                Operation.FIND, List.of(redeemable), () -> delegate.find(redeemable, redemption, freshness)));
    }

    @Override
    public CompletionStage<Optional<RedemptionHistory>> history(RedeemableId redeemable, HistoryQuery query) {
        return play(() ->
                Invocation.read(Operation.HISTORY, List.of(redeemable), () -> delegate.history(redeemable, query)));
    }

    @Override
    public Capabilities capabilities() {
        return delegate.capabilities();
    }

    @Override
    public CompletionStage<Optional<RedeemableState>> lookup(RedeemableId id, Freshness freshness) {
        return play(() -> Invocation.read(
                Operation.LOOKUP, List.of(id), () -> read(delegate, port -> port.lookup(id, freshness))));
    }

    @Override
    public CompletionStage<Optional<RedeemableState>> lookup(Code code) {
        return play(() ->
                Invocation.read(Operation.LOOKUP, List.of(), () -> read(delegate, port -> port.lookup(code))));
    }

    @Override
    public CompletionStage<ValidationResult> validate(RedemptionRequest request) {
        return play(() -> new Invocation<>(
                Operation.VALIDATE,
                List.of(request.redeemable()),
                () -> read(delegate, port -> port.validate(request)),
                null,
                refused -> new ValidationResult(refused.violations(), null),
                answer -> RecordedCall.Answer.READ));
    }

    /** Reads from a port if it describes its redeemables, and fails with {@code NOT_SUPPORTED} otherwise. */
    static <T> CompletionStage<T> read(RedemptionPort from, Function<RedeemablePort, CompletionStage<T>> read) {
        return from instanceof RedeemablePort port
                ? read.apply(port)
                : CompletableFuture.failedFuture(new RedemptionException(
                        FailureCode.NOT_SUPPORTED, "this issuer does not describe its redeemables"));
    }

    private <T> CompletionStage<T> play(Supplier<Invocation<T>> described) {
        Invocation<T> call;
        try {
            call = described.get();
        } catch (NullPointerException missing) {
            return UnsentCalls.missing("argument");
        }
        return play(call);
    }

    @SuppressWarnings("NullAway") // answersNull breaks the contract on purpose.
    private <T> CompletionStage<T> play(Invocation<T> call) {
        CallLog.Entry entry = log.begin(call.operation(), call.redeemables());
        Invocation<T> noted = call.notedIn(entry);
        Fault fault = script.next(call);
        try {
            CompletionStage<T> stage = fault == null ? noted.delegate().get() : fault.apply(noted);
            entry.follow(stage, call);
            return stage;
        } catch (Throwable thrown) {
            entry.answered(RecordedCall.Answer.THREW);
            throw thrown;
        }
    }

    private Ticket ticket(RedemptionAttempt attempt) {
        Instant now = time.now();
        return Ticket.of(attempt, Doubt.NO_ANSWER, Likelihood.POSSIBLE, 1, now, now);
    }

    private Ticket ticket(Reversal reversal) {
        Instant now = time.now();
        return Ticket.of(reversal, Doubt.NO_ANSWER, Likelihood.POSSIBLE, 1, now, now);
    }

    /** {@return the delegate's own text, marked as scripted} */
    @Override
    public String toString() {
        return "Scripted(" + delegate + ")";
    }
}
