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
 * The second half of a sentence that begins with {@link ScriptedRedemptionPort#next}, {@code every} or {@code always}:
 * what is to happen to these calls. Nothing is scripted before the sentence ends with one of the methods that return
 * nothing. What makes no sense for the operation is refused at once with an {@link IllegalArgumentException}.
 * Immutable.
 */
public final class FaultRule {
    private static final Set<Operation> WRITES = EnumSet.of(Operation.REDEEM, Operation.REDEEM_ALL, Operation.REVERSE);
    private static final Set<FailureCode> OF_READS_ONLY = EnumSet.of(
            FailureCode.INCOMPLETE, FailureCode.UNREADABLE, FailureCode.ISSUER_FAILED, FailureCode.BROKEN_ADAPTER);

    private final Script script;
    private final TimeSource time;
    private final Script.CallMatcher occasion;

    FaultRule(Script script, TimeSource time, Script.CallMatcher occasion) {
        this.script = script;
        this.time = time;
        this.occasion = occasion;
    }

    /**
     * Only calls about a redeemable of this kind; of a basket, one item is enough. A look-up by code is about none.
     *
     * @param kind the kind
     * @return the rest of the sentence
     */
    public FaultRule on(RedeemableKind kind) {
        return about(id -> id.kind() == kind);
    }

    /**
     * Only calls about this redeemable; of a basket, one item is enough. A look-up by code is about none.
     *
     * @param id the redeemable
     * @return the rest of the sentence
     */
    public FaultRule on(RedeemableId id) {
        return about(id::equals);
    }

    private FaultRule about(Predicate<RedeemableId> more) {
        Predicate<RedeemableId> before = occasion.about();
        return new FaultRule(
                script,
                time,
                new Script.CallMatcher(
                        occasion.operation(),
                        before == null ? more : before.and(more),
                        occasion.once(),
                        occasion.every()));
    }

    /** No connection is made: the delegate is not called, and the stage fails as {@link FailureCode#NOT_REACHABLE}. */
    public void lostBeforeSent() {
        failed(FailureCode.NOT_REACHABLE);
    }

    /**
     * Only writes: the delegate is called, its answer is thrown away, and the outcome is unknown for want of an answer.
     */
    public void lostAfterApplied() {
        writesOnly("lostAfterApplied");
        add(new Faults.LosingTheAnswer());
    }

    /** Only writes: the delegate is not called, though the outcome is unknown for want of an answer. */
    public void lostBeforeApplied() {
        writesOnly("lostBeforeApplied");
        add(new Faults.LosingTheCall());
    }

    /**
     * The delegate is called at once, and its answer comes later. Cancelling ends a read; a write ends with its answer.
     *
     * @param delay how long after the delegate's answer, by the time that the scripted port was given
     */
    public void delayed(Duration delay) {
        if (delay.isNegative()) {
            throw new IllegalArgumentException("delay: " + delay + " (expected: not negative)");
        }
        add(new Faults.Delaying(delay, time));
    }

    /**
     * Writes and {@link Operation#VALIDATE}: the delegate is not called, and the answer is a refusal; of every item of
     * a basket; of a validation, an advice against it.
     *
     * @param code why
     */
    public void refused(ViolationCode code) {
        if (occasion.operation() != Operation.VALIDATE) {
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
        if (OF_READS_ONLY.contains(code) && WRITES.contains(occasion.operation())) {
            throw new IllegalArgumentException("failure: " + code + " (expected: one that proves that a "
                    + occasion.operation() + " did not happen; " + OF_READS_ONLY + " are of reads)");
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

    private void add(Fault mishap) {
        script.add(occasion, mishap);
    }

    private void writesOnly(String trouble) {
        if (!WRITES.contains(occasion.operation())) {
            throw new IllegalArgumentException(
                    "operation: " + occasion.operation() + " (expected: one of " + WRITES + " for " + trouble + ")");
        }
    }
}
