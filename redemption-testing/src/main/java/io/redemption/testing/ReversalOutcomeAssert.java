package io.redemption.testing;

import io.redemption.model.NothingToReverse;
import io.redemption.model.Refused;
import io.redemption.model.ReversalOutcome;
import io.redemption.model.Reversed;
import io.redemption.model.Unknown;
import io.redemption.model.ViolationCode;

/** Assertions about the outcome of a reversal. Not thread-safe. */
public final class ReversalOutcomeAssert extends AnswerAssert<ReversalOutcomeAssert, ReversalOutcome> {
    ReversalOutcomeAssert(ReversalOutcome actual) {
        super(actual, ReversalOutcomeAssert.class);
    }

    /**
     * Asserts that this call reversed the redemption.
     *
     * @return this assertion
     */
    public ReversalOutcomeAssert isReversed() {
        Reversed unused = expect(Reversed.class, "reversed");
        return this;
    }

    /**
     * Asserts that there was no such active redemption.
     *
     * @return this assertion
     */
    public ReversalOutcomeAssert isNothingToReverse() {
        NothingToReverse unused = expect(NothingToReverse.class, "nothing to reverse");
        return this;
    }

    /**
     * Asserts that it is refused, for any reasons.
     *
     * @return an assertion about the reasons
     */
    public RefusedAssert isRefused() {
        return then(new RefusedAssert(expect(Refused.class, "refused")));
    }

    /**
     * Asserts that it is refused for exactly these reasons, in any order.
     *
     * @param codes one or more reasons
     * @return an assertion about the reasons
     */
    public RefusedAssert isRefusedWith(ViolationCode... codes) {
        return then(new RefusedAssert(expect(Refused.class, RefusedAssert.expectation(codes))))
                .hasExactly(codes);
    }

    /**
     * Asserts that the outcome is unknown.
     *
     * @return an assertion about the ticket, which also gives it
     */
    public TicketAssert isUnknown() {
        return then(new TicketAssert(expect(Unknown.class, "unknown").ticket()));
    }

    @Override
    String wording() {
        return Wording.of(actual);
    }
}
