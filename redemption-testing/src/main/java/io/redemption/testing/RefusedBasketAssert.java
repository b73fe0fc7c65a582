package io.redemption.testing;

import io.redemption.model.BasketOutcome.NoneRedeemed;
import io.redemption.model.Refused;
import java.util.Arrays;
import java.util.List;

/** Assertions about the items of a basket that were refused. Not thread-safe. */
public final class RefusedBasketAssert extends AnswerAssert<RefusedBasketAssert, NoneRedeemed> {
    RefusedBasketAssert(NoneRedeemed actual) {
        super(actual, RefusedBasketAssert.class);
    }

    /**
     * Asserts that exactly the items at these positions were refused.
     *
     * @param positions from 0, in any order
     * @return this assertion
     */
    public RefusedBasketAssert onlyAt(int... positions) {
        isNotNull();
        List<Integer> expected = Arrays.stream(positions).sorted().boxed().toList();
        List<Integer> came = actual.refusals().keySet().stream().sorted().toList();
        if (!expected.equals(came)) {
            throw unexpected("refused items " + expected, wording());
        }
        return this;
    }

    /**
     * Asserts that the item at this position was refused.
     *
     * @param position from 0, in the order of the basket
     * @return an assertion about its reasons
     */
    public RefusedAssert item(int position) {
        isNotNull();
        Refused refused = actual.refusals().get(position);
        if (refused == null) {
            throw unexpected("a refused item " + position, wording());
        }
        return then(new RefusedAssert(refused));
    }

    @Override
    String wording() {
        return Wording.of(actual);
    }
}
