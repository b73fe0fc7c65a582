package io.redemption.testing;

import io.redemption.model.BasketOutcome.BasketUnknown;
import io.redemption.model.Ticket;
import java.util.List;

/** Assertions about the items of a basket that are in doubt. Not thread-safe. */
public final class UnknownBasketAssert extends AnswerAssert<UnknownBasketAssert, BasketUnknown> {
    UnknownBasketAssert(BasketUnknown actual) {
        super(actual, UnknownBasketAssert.class);
    }

    /**
     * Asserts how many items are in doubt.
     *
     * @param number how many
     * @return this assertion
     */
    public UnknownBasketAssert hasTickets(int number) {
        isNotNull();
        return component("tickets:", number, actual.tickets().size());
    }

    /** {@return the tickets themselves, one for each item in doubt, to resolve the doubt with} */
    public List<Ticket> tickets() {
        isNotNull();
        return actual.tickets();
    }

    @Override
    String wording() {
        return Wording.of(actual);
    }
}
