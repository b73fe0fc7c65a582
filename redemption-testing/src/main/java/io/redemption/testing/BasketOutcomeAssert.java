package io.redemption.testing;

import io.redemption.model.BasketOutcome;
import io.redemption.model.BasketOutcome.AllRedeemed;
import io.redemption.model.BasketOutcome.BasketUnknown;
import io.redemption.model.BasketOutcome.NoneRedeemed;

/** Assertions about the outcome of a basket. Not thread-safe. */
public final class BasketOutcomeAssert extends AnswerAssert<BasketOutcomeAssert, BasketOutcome> {
    BasketOutcomeAssert(BasketOutcome actual) {
        super(actual, BasketOutcomeAssert.class);
    }

    /**
     * Asserts that every item is redeemed.
     *
     * @return an assertion about the items
     */
    public RedeemedBasketAssert isRedeemed() {
        return then(new RedeemedBasketAssert(expect(AllRedeemed.class, "all redeemed")));
    }

    /**
     * Asserts that nothing is redeemed.
     *
     * @return an assertion about the items that were refused
     */
    public RefusedBasketAssert isRefused() {
        return then(new RefusedBasketAssert(expect(NoneRedeemed.class, "none redeemed")));
    }

    /**
     * Asserts that the outcome is unknown.
     *
     * @return an assertion about the items in doubt
     */
    public UnknownBasketAssert isUnknown() {
        return then(new UnknownBasketAssert(expect(BasketUnknown.class, "basket unknown")));
    }

    @Override
    String wording() {
        return Wording.of(actual);
    }
}
