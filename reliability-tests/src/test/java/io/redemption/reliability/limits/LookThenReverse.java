package io.redemption.reliability.limits;

import io.redemption.inmemory.InMemoryRedemptionPort;
import io.redemption.model.Freshness;
import io.redemption.model.NothingToReverse;
import io.redemption.model.Reversal;
import io.redemption.model.ReversalOutcome;
import io.redemption.model.Reversed;
import io.redemption.reliability.Fixtures;
import java.util.function.Function;

/**
 * The mistake that the races of reversals are for: it looks whether a redemption is active and gives it back then, in
 * two steps without a lock.
 */
final class LookThenReverse implements Function<Reversal, ReversalOutcome> {
    private final InMemoryRedemptionPort issuer;

    /** Gives back, badly, what is active at an issuer. */
    LookThenReverse(InMemoryRedemptionPort issuer) {
        this.issuer = issuer;
    }

    @Override
    @SuppressWarnings("ThreadPriorityCheck") // Nothing relies on it: it only makes threads meet more often.
    public ReversalOutcome apply(Reversal reversal) {
        boolean isActive = Fixtures.answer(
                        issuer.find(reversal.redeemable(), reversal.redemption(), Freshness.FROM_ISSUER))
                .isPresent();
        Thread.yield();
        if (!isActive) {
            return new NothingToReverse(reversal);
        }
        Fixtures.answer(issuer.reverse(reversal));
        return new Reversed(reversal);
    }
}
