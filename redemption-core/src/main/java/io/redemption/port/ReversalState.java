package io.redemption.port;

import io.redemption.model.Redemption;
import io.redemption.model.Ticket;
import java.util.Objects;
import java.util.function.Function;

/** What an {@link AttemptJournal} knows of the reversal of a redemption. Immutable. */
public sealed interface ReversalState {
    /**
     * Reads this state by its kind.
     *
     * @param onGone the redemption does not stand any more
     * @param onInDoubt nobody knows whether it was taken back
     * @param onStanding it stands
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

    /** The redemption was taken back, by us or by somebody else. */
    record Gone() implements ReversalState {}

    /**
     * Nobody knows whether it was taken back.
     *
     * @param ticket what it can be resolved with
     */
    record InDoubt(Ticket ticket) implements ReversalState {
        /**
         * Checks the components.
         *
         * @param ticket as the component says
         * @throws NullPointerException if a component is missing
         */
        public InDoubt {
            Objects.requireNonNull(ticket, "ticket: null (expected: a value)");
        }
    }

    /**
     * It was not taken back.
     *
     * @param redemption what stands
     */
    record Standing(Redemption redemption) implements ReversalState {
        /**
         * Checks the components.
         *
         * @param redemption as the component says
         * @throws NullPointerException if a component is missing
         */
        public Standing {
            Objects.requireNonNull(redemption, "redemption: null (expected: a value)");
        }
    }
}
