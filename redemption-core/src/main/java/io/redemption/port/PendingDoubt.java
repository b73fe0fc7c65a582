package io.redemption.port;

import io.redemption.internal.Checks;
import io.redemption.model.AttemptId;
import io.redemption.model.Doubt;
import io.redemption.model.Likelihood;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionId;
import io.redemption.model.Reversal;
import io.redemption.model.Ticket;
import java.time.Duration;

/**
 * A doubt that an {@link AttemptJournal} hands out to the process that resolves it. Immutable.
 *
 * @param ticket what resolves it. If the first call of an attempt has not ended, its doubt is
 *     {@link Doubt#BEGUN_EARLIER}
 * @param opening the opening of the attempt; {@link AttemptJournal#NO_OPENING} for a reversal
 * @param age how long the journal has known it, by the journal's clock. It decides when to give up and proves nothing
 */
public record PendingDoubt(Ticket ticket, long opening, Duration age) {
    /**
     * Checks the components.
     *
     * @param ticket as the component says
     * @param opening as the component says
     * @param age as the component says
     * @throws NullPointerException if a component is missing
     */
    public PendingDoubt {
        Checks.required("ticket", ticket);
        Checks.required("age", age);
    }

    /**
     * Returns the ticket of an attempt whose first call has not ended. A journal that does not keep the attempt stores
     * it when the attempt is opened.
     *
     * @param attempt the attempt
     * @return the ticket
     */
    public static Ticket begunEarlier(RedemptionAttempt attempt) {
        return Ticket.of(
                attempt, Doubt.BEGUN_EARLIER, Likelihood.POSSIBLE, 1, attempt.preparedAt(), attempt.preparedAt());
    }

    /**
     * Returns what is in doubt, which names it in the journal together with the opening.
     *
     * @return the {@link AttemptId} of an attempt, or the {@link Reversal}
     */
    public Object subject() {
        AttemptId attempt = ticket.attemptId();
        RedemptionId redemption = ticket.redemption();
        if (attempt != null) {
            return attempt;
        }
        if (redemption != null) {
            return new Reversal(ticket.redeemable(), redemption);
        }
        throw new IllegalStateException("ticket: neither attempt nor redemption (expected: one of both)");
    }
}
