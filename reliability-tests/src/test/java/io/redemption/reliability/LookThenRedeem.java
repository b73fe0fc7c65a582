package io.redemption.reliability;

import io.redemption.inmemory.InMemoryRedemptionPort;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionOutcome;
import io.redemption.model.Refused;
import io.redemption.model.Violation;
import io.redemption.model.ViolationCode;
import java.util.function.Function;

/** The mistake that the races are for: it looks whether a limit is reached and redeems then, in two steps. */
public final class LookThenRedeem implements Function<RedemptionAttempt, RedemptionOutcome> {
    private final InMemoryRedemptionPort issuer;
    private final long limit;

    /** Keeps a limit, badly, over an issuer whose coupons have none. */
    public LookThenRedeem(InMemoryRedemptionPort issuer, long limit) {
        this.issuer = issuer;
        this.limit = limit;
    }

    @Override
    @SuppressWarnings("ThreadPriorityCheck") // Nothing relies on it: it only makes threads meet more often.
    public RedemptionOutcome apply(RedemptionAttempt attempt) {
        long uses = Fixtures.uses(Fixtures.state(issuer, attempt.redeemable()));
        Thread.yield();
        return uses < limit
                ? Fixtures.answer(issuer.redeem(attempt))
                : Refused.of(Violation.of(ViolationCode.TOTAL_LIMIT_REACHED));
    }
}
