package io.redemption.testing;

import io.redemption.model.Redeemed;
import io.redemption.model.RedemptionOutcome;
import io.redemption.model.Refused;
import io.redemption.model.Unknown;
import io.redemption.model.ViolationCode;

/** Assertions about the outcome of an attempt. Not thread-safe. */
public final class RedemptionOutcomeAssert extends AnswerAssert<RedemptionOutcomeAssert, RedemptionOutcome> {
    RedemptionOutcomeAssert(RedemptionOutcome actual) {
        super(actual, RedemptionOutcomeAssert.class);
    }

    /**
     * Asserts that it is redeemed, now or earlier.
     *
     * @return an assertion about what is recorded
     */
    public RedemptionAssert isRedeemed() {
        return then(new RedemptionAssert(expect(Redeemed.class, "redeemed").redemption()));
    }

    /**
     * Asserts that it is redeemed, as a repetition of an earlier answer to the same attempt.
     *
     * @return an assertion about what is recorded
     */
    public RedemptionAssert isReplayed() {
        String expected = "redeemed (replayed)";
        Redeemed redeemed = expect(Redeemed.class, expected);
        if (!redeemed.replayed()) {
            throw unexpected(expected, wording());
        }
        return then(new RedemptionAssert(redeemed.redemption()));
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
