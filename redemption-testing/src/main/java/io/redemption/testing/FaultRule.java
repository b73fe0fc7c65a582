package io.redemption.testing;

import io.redemption.model.FailureCode;
import io.redemption.model.Operation;
import io.redemption.model.RedeemableId;
import io.redemption.model.RedeemableKind;
import io.redemption.model.Refused;
import io.redemption.model.Violation;
import io.redemption.model.ViolationCode;
import io.redemption.port.TimeSource;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The fault of the calls that {@link ScriptedRedemptionPort#next}, {@code every} or {@code always} selected. A rule
 * takes effect with one of the methods that return nothing. A fault that does not suit the operation fails at once with
 * an {@link IllegalArgumentException}. Immutable.
 */
public final class FaultRule {
    private static final Set<Operation> WRITES = EnumSet.of(Operation.REDEEM, Operation.REDEEM_ALL, Operation.REVERSE);
    private static final Set<FailureCode> OF_READS_ONLY = EnumSet.of(
            FailureCode.INCOMPLETE, FailureCode.UNREADABLE, FailureCode.ISSUER_FAILED, FailureCode.BROKEN_ADAPTER);

    private final Script script;
    private final TimeSource time;
    private final Script.CallMatcher matcher;

    FaultRule(Script script, TimeSource time, Script.CallMatcher matcher) {
        this.script = script;
        this.time = time;
        this.matcher = matcher;
    }

    /**
     * Limits the rule to calls about a redeemable of this kind. For a basket, one item is enough. Look-ups by code
     * never match.
     *
     * @param kind the kind
     * @return the rest of the sentence
     */
    public FaultRule on(RedeemableKind kind) {
        return about(id -> id.kind() == kind);
    }

    /**
     * Limits the rule to calls about this redeemable. For a basket, one item is enough. Look-ups by code never match.
     *
     * @param id the redeemable
     * @return the rest of the sentence
     */
    public FaultRule on(RedeemableId id) {
        return about(id::equals);
    }

    private FaultRule about(Predicate<RedeemableId> more) {
        Predicate<RedeemableId> before = matcher.about();
        return new FaultRule(
                script,
                time,
                new Script.CallMatcher(
                        matcher.operation(),
                        before == null ? more : before.and(more),
                        matcher.once(),
                        matcher.every()));
    }

    /** Fails before sending: the delegate is not called, and the stage fails as {@link FailureCode#NOT_REACHABLE}. */
    public void lostBeforeSent() {
        failed(FailureCode.NOT_REACHABLE);
    }

    /** Loses the answer: the delegate is called, its answer is dropped, and the outcome is unknown. Only for writes. */
    public void lostAfterApplied() {
        writesOnly("lostAfterApplied");
        add(new Faults.LosingTheAnswer());
    }

    /** Loses the request: the delegate is not called, and the outcome is unknown. Only for writes. */
    public void lostBeforeApplied() {
        writesOnly("lostBeforeApplied");
        add(new Faults.LosingTheCall());
    }

    /**
     * Delays the answer: the delegate is called at once. Cancelling ends a read; a write ends with its answer.
     *
     * @param delay how long after the delegate's answer, by the time of the scripted port
     */
    public void delayed(Duration delay) {
        if (delay.isNegative()) {
            throw new IllegalArgumentException("delay: " + delay + " (expected: not negative)");
        }
        add(new Faults.Delaying(delay, time));
    }

    /**
     * Refuses: the delegate is not called, and the answer is a refusal, of a basket for every item, of a validation an
     * invalid result. Only for writes and {@link Operation#VALIDATE}.
     *
     * @param code why
     */
    public void refused(ViolationCode code) {
        if (matcher.operation() != Operation.VALIDATE) {
            writesOnly("refused");
        }
        add(new Faults.Refusing(Refused.of(Violation.of(code))));
    }

    /**
     * The delegate is not called, and the stage fails as {@link FailureCode#THROTTLED}.
     *
     * @param retryAfter how long the issuer asks to wait, not negative
     */
    public void throttled(Duration retryAfter) {
        if (retryAfter.isNegative()) {
            throw new IllegalArgumentException("retry after: " + retryAfter + " (expected: not negative)");
        }
        add(new Faults.Failing(FailureCode.THROTTLED, retryAfter));
    }

    /**
     * The delegate is not called, and the stage fails.
     *
     * @param code why; for a write, one that a write can fail with
     */
    public void failed(FailureCode code) {
        if (OF_READS_ONLY.contains(code) && WRITES.contains(matcher.operation())) {
            throw new IllegalArgumentException("failure: " + code + " (expected: one that proves that a "
                    + matcher.operation() + " did not happen; " + OF_READS_ONLY + " are of reads)");
        }
        add(new Faults.Failing(code, null));
    }

    /** The delegate is not called, and the stage never completes unless the caller cancels it. */
    public void never() {
        add(new Faults.Hanging());
    }

    /**
     * The delegate is not called, and the method throws, which breaks the contract of the port.
     *
     * @param exception what it throws, the same object each time
     */
    public void throwsException(RuntimeException exception) {
        add(new Faults.Throwing(exception));
    }

    /** The delegate is not called, and the method returns null, which breaks the contract of the port. */
    public void answersNull() {
        add(new Faults.AnsweringNull());
    }

    private void add(Fault fault) {
        script.add(matcher, fault);
    }

    private void writesOnly(String fault) {
        if (!WRITES.contains(matcher.operation())) {
            throw new IllegalArgumentException(
                    "operation: " + matcher.operation() + " (expected: one of " + WRITES + " for " + fault + ")");
        }
    }
}
