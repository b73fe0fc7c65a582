package io.redemption.resilience;

import io.redemption.model.Doubt;
import io.redemption.model.Likelihood;
import io.redemption.model.Ticket;
import java.time.Instant;
import java.util.List;

/**
 * The properties of a write that decide how it may be repeated. Immutable.
 *
 * @param <T> the type of the outcome
 */
interface WriteOperation<T> {
    /** Returns whether sending it again after a send in doubt has no second effect. */
    boolean mayRepeatInDoubt();

    /** Returns whether a refusal also holds for the earlier sends, so that none of them was executed. */
    boolean refusalIsFinal();

    /** Returns whether the issuer says that this send changed nothing. */
    boolean isRefusal(T outcome);

    /** Returns the tickets of what is in doubt; empty if nothing is. */
    List<Ticket> tickets(T outcome);

    /** Returns the outcome that is unknown for a doubt. */
    T unknown(Doubt doubt, Likelihood executed, int sends, Instant sentAt, Instant doubtfulSince);
}
