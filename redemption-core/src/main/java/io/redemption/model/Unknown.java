package io.redemption.model;

import io.redemption.internal.Checks;

/**
 * It may or may not have happened. The ticket resolves it later. Immutable.
 *
 * @param ticket the evidence so far
 */
public record Unknown(Ticket ticket) implements RedemptionOutcome, ReversalOutcome {
    /**
     * Checks the component.
     *
     * @throws NullPointerException if it is missing
     */
    public Unknown {
        Checks.required("ticket", ticket);
    }
}
