package io.redemption.testing;

import io.redemption.model.Amount;
import io.redemption.model.RedeemableId;
import io.redemption.model.Redemption;
import io.redemption.model.TransactionId;

/** Assertions about one redemption. Not thread-safe. */
public final class RedemptionAssert extends AnswerAssert<RedemptionAssert, Redemption> {
    RedemptionAssert(Redemption actual) {
        super(actual, RedemptionAssert.class);
    }

    /** {@return the redemption itself, for example to reverse it} */
    public Redemption redemption() {
        isNotNull();
        return actual;
    }

    /**
     * Asserts which redeemable was redeemed.
     *
     * @param redeemable its id
     * @return this assertion
     */
    public RedemptionAssert isOf(RedeemableId redeemable) {
        isNotNull();
        return same("redeemable", redeemable, actual.redeemable());
    }

    /**
     * Asserts how much was redeemed.
     *
     * @param value an amount as text, for example {@code 50.00}; {@code 50} is the same
     * @return this assertion
     * @throws IllegalArgumentException if the text is no amount
     */
    public RedemptionAssert hasValue(String value) {
        isNotNull();
        return component("value", Amount.of(value), actual.value());
    }

    /**
     * Asserts that the redemption has no value.
     *
     * @return this assertion
     */
    public RedemptionAssert hasNoValue() {
        isNotNull();
        return component("value", null, actual.value());
    }

    /**
     * Asserts the transaction id.
     *
     * @param id the transaction id
     * @return this assertion
     */
    public RedemptionAssert hasTransaction(String id) {
        isNotNull();
        return component("transaction id", TransactionId.of(id), actual.transactionId());
    }

    /**
     * Asserts which user redeemed. A failure shows the lengths of the two ids, not the ids.
     *
     * @param userId the merchant's id of the user
     * @return this assertion
     */
    public RedemptionAssert hasUser(String userId) {
        isNotNull();
        return secret("user id", userId, actual.redeemer().userId());
    }

    @Override
    String wording() {
        return actual.toString();
    }
}
