package io.redemption.reliability;

import io.redemption.Freshness;
import io.redemption.NothingToReverse;
import io.redemption.Reversal;
import io.redemption.ReversalOutcome;
import io.redemption.Reversed;
import io.redemption.inmemory.InMemoryRedemptionPort;
import java.util.function.Function;

/**
 * The mistake that the races of reversals are for: it looks whether a redemption is active and gives it back then, in two
 * steps without a lock.
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
