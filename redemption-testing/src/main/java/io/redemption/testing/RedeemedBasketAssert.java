package io.redemption.testing;

import io.redemption.model.BasketOutcome.AllRedeemed;

/** Assertions about the items of a basket that is redeemed. Not thread-safe. */
public final class RedeemedBasketAssert extends AnswerAssert<RedeemedBasketAssert, AllRedeemed> {
    RedeemedBasketAssert(AllRedeemed actual) {
        super(actual, RedeemedBasketAssert.class);
    }

    /**
     * Asserts that there is an item at this position.
     *
     * @param position from 0, in the order of the basket
     * @return an assertion about what is recorded for it
     */
    public RedemptionAssert item(int position) {
        isNotNull();
        if (position < 0 || position >= actual.redeemed().size()) {
            throw unexpected("an item " + position, wording());
        }
        return then(new RedemptionAssert(actual.redeemed().get(position).redemption()));
    }

    @Override
    String wording() {
        return Wording.of(actual);
    }
}
