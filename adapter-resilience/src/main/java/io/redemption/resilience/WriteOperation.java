package io.redemption.resilience;

import io.redemption.model.Doubt;
import io.redemption.model.Likelihood;
import io.redemption.model.Ticket;
import java.time.Instant;
import java.util.List;

/**
 * What a write is, as far as repeating it goes. Immutable.
 *
 * @param <T> its outcome
 */
interface WriteOperation<T> {
    /** Whether sending it again after a send in doubt has no second effect. */
    boolean mayRepeatInDoubt();

    /** Whether a refusal holds for the earlier sends too, so that none of them can have been executed. */
    boolean refusalIsFinal();

    /** Whether the issuer says that nothing changed by this send. */
    boolean isRefusal(T outcome);

    /** What is in doubt; empty if nothing is. */
    List<Ticket> tickets(T outcome);

    /** The outcome that says so. */
    T unknown(Doubt doubt, Likelihood executed, int sends, Instant sentAt, Instant doubtfulSince);
}
