package io.redemption.testing;

import io.redemption.model.Doubt;
import io.redemption.model.Operation;
import io.redemption.model.RedeemableId;
import io.redemption.model.Ticket;
import io.redemption.model.TransactionId;

/** Assertions about the ticket of an unknown outcome. Not thread-safe. */
public final class TicketAssert extends AnswerAssert<TicketAssert, Ticket> {
    TicketAssert(Ticket actual) {
        super(actual, TicketAssert.class);
    }

    /** {@return the ticket itself, to resolve the doubt with} */
    public Ticket ticket() {
        isNotNull();
        return actual;
    }

    /**
     * Asserts why it is in doubt.
     *
     * @param doubt the reason
     * @return this assertion
     */
    public TicketAssert hasDoubt(Doubt doubt) {
        isNotNull();
        return component("unknown for", doubt, actual.doubt());
    }

    /**
     * Asserts what is in doubt.
     *
     * @param operation {@link Operation#REDEEM} or {@link Operation#REVERSE}
     * @param redeemable what it is about
     * @return this assertion
     */
    public TicketAssert isAbout(Operation operation, RedeemableId redeemable) {
        isNotNull();
        component("in doubt is", operation, actual.operation());
        return same("redeemable", redeemable, actual.redeemable());
    }

    /**
     * Asserts the transaction id by which the redemption can be recognised.
     *
     * @param marker the transaction id
     * @return this assertion
     */
    public TicketAssert hasMarker(String marker) {
        isNotNull();
        return component("marker", TransactionId.of(marker), actual.marker());
    }

    @Override
    String wording() {
        return Wording.of(actual);
    }
}
