package io.redemption.model;

import io.redemption.internal.Checks;
import org.jspecify.annotations.Nullable;

/**
 * It may or may not have happened. The ticket resolves it later. Immutable.
 *
 * @param ticket the evidence so far
 * @param decision what a person decided about it, which is their word and no proof; {@code null} if nobody has. If
 *     there are several, the last
 */
public record Unknown(Ticket ticket, @Nullable Decision decision) implements RedemptionOutcome, ReversalOutcome {
    /**
     * Checks the component.
     *
     * @throws NullPointerException if the ticket is missing
     */
    public Unknown {
        Checks.required("ticket", ticket);
    }

    /**
     * Creates an outcome about which nobody has decided.
     *
     * @param ticket the evidence so far
     * @throws NullPointerException if it is missing
     */
    public Unknown(Ticket ticket) {
        this(ticket, null);
    }
}
