package io.redemption.testing;

import io.redemption.model.Amount;
import io.redemption.model.Completeness;
import io.redemption.model.Redemption;
import io.redemption.model.RedemptionHistory;
import io.redemption.model.RedemptionId;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;

/** Assertions about the redemptions of a redeemable. Not thread-safe. */
public final class RedemptionHistoryAssert extends AnswerAssert<RedemptionHistoryAssert, RedemptionHistory> {
    RedemptionHistoryAssert(RedemptionHistory actual) {
        super(actual, RedemptionHistoryAssert.class);
    }

    /**
     * Asserts that exactly these redemptions are listed, in this order.
     *
     * @param newestFirst their ids, the newest first; none if the list is to be empty
     * @return this assertion
     */
    public RedemptionHistoryAssert containsExactly(RedemptionId... newestFirst) {
        isNotNull();
        List<RedemptionId> expected = List.of(newestFirst);
        List<RedemptionId> came =
                actual.redemptions().stream().map(Redemption::id).toList();
        if (!expected.equals(came)) {
            Difference<RedemptionId> difference = Difference.between(expected, came);
            throw unexpected(
                    "newest first " + expected,
                    "newest first " + came + (difference.isEmpty() ? ", in another order" : difference));
        }
        return this;
    }

    /**
     * Asserts that nothing is listed.
     *
     * @return this assertion
     */
    public RedemptionHistoryAssert isEmpty() {
        return containsExactly();
    }

    /**
     * Asserts the sum of the listed redemptions; one without a value adds nothing.
     *
     * @param total the sum
     * @return this assertion
     */
    public RedemptionHistoryAssert hasTotal(Amount total) {
        isNotNull();
        BigDecimal came = actual.redemptions().stream()
                .map(Redemption::value)
                .filter(Objects::nonNull)
                .map(Amount::toBigDecimal)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        if (came.compareTo(total.toBigDecimal()) != 0) {
            throw unexpected("total " + total, "total " + came.toPlainString() + " of " + wording());
        }
        return this;
    }

    /**
     * Asserts that the history is proven complete for its query.
     *
     * @return this assertion
     */
    public RedemptionHistoryAssert isProven() {
        isNotNull();
        return component("completeness", Completeness.PROVEN, actual.completeness());
    }

    @Override
    String wording() {
        return actual.redemptions().toString();
    }
}
