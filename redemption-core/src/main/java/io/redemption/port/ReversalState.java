package io.redemption.port;

import io.redemption.internal.Checks;
import io.redemption.model.Redemption;
import io.redemption.model.Ticket;
import java.util.function.Function;

/** What an {@link AttemptJournal} knows of the reversal of a redemption. Immutable. */
public sealed interface ReversalState {
    /**
     * Applies the function for the case that this state is.
     *
     * @param onGone the redemption is not active any more
     * @param onInDoubt it is not known whether it was reversed
     * @param onStanding it is active
     * @param <T> the type of the answer
     * @return the answer of the function that applies
     */
    default <T> T fold(Function<Gone, T> onGone, Function<InDoubt, T> onInDoubt, Function<Standing, T> onStanding) {
        if (this instanceof Gone gone) {
            return onGone.apply(gone);
        }
        if (this instanceof InDoubt inDoubt) {
            return onInDoubt.apply(inDoubt);
        }
        return onStanding.apply((Standing) this);
    }

    /** The redemption was reversed, by us or elsewhere. */
    record Gone() implements ReversalState {}

    /**
     * It is not known whether the redemption was reversed.
     *
     * @param ticket the ticket that resolves it
     */
    record InDoubt(Ticket ticket) implements ReversalState {
        /**
         * Checks the components.
         *
         * @throws NullPointerException if a component is missing
         */
        public InDoubt {
            Checks.required("ticket", ticket);
        }
    }

    /**
     * The redemption was not reversed.
     *
     * @param redemption the active redemption
     */
    record Standing(Redemption redemption) implements ReversalState {
        /**
         * Checks the components.
         *
         * @throws NullPointerException if a component is missing
         */
        public Standing {
            Checks.required("redemption", redemption);
        }
    }
}
