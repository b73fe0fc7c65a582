package io.redemption.testing;

import io.redemption.model.NothingToReverse;
import io.redemption.model.Refused;
import io.redemption.model.ReversalOutcome;
import io.redemption.model.Reversed;
import io.redemption.model.Unknown;
import io.redemption.model.ViolationCode;

/** Assertions about what became of the wish to take a redemption back. Not thread-safe. */
public final class ReversalOutcomeAssert extends AnswerAssert<ReversalOutcomeAssert, ReversalOutcome> {
    ReversalOutcomeAssert(ReversalOutcome actual) {
        super(actual, ReversalOutcomeAssert.class);
    }

    /**
     * The redemption is taken back by this very call.
     *
     * @return this assertion
     */
    public ReversalOutcomeAssert isReversed() {
        Reversed unused = expect(Reversed.class, "reversed");
        return this;
    }

    /**
     * There was no such active redemption.
     *
     * @return this assertion
     */
    public ReversalOutcomeAssert isNothingToReverse() {
        NothingToReverse unused = expect(NothingToReverse.class, "nothing to reverse");
        return this;
    }

    /**
     * The issuer did not want to, for whatever reasons.
     *
     * @return an assertion about the reasons
     */
    public RefusedAssert isRefused() {
        return then(new RefusedAssert(expect(Refused.class, "refused")));
    }

    /**
     * The issuer did not want to, for exactly these reasons, in any order.
     *
     * @param codes one or more reasons
     * @return an assertion about the reasons
     */
    public RefusedAssert isRefusedWith(ViolationCode... codes) {
        return then(new RefusedAssert(expect(Refused.class, RefusedAssert.expectation(codes))))
                .hasExactly(codes);
    }

    /**
     * It may or may not be taken back.
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
