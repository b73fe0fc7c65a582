package io.redemption.port;

import io.redemption.internal.Checks;
import io.redemption.model.Decision;
import io.redemption.model.Redemption;
import io.redemption.model.RedemptionOutcome;
import io.redemption.model.Reversal;
import io.redemption.model.Ticket;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What an {@link AttemptJournal} knows of an attempt. Immutable. */
public sealed interface AttemptState {
    /**
     * Applies the function for the case that this state is.
     *
     * @param onOpen it is under way or in doubt
     * @param onSettled it was redeemed or refused
     * @param onInReversal it was redeemed, and a reversal of it is in doubt
     * @param onReversed it was redeemed and reversed
     * @param onAbsent it was proven that it did not happen
     * @param <T> the type of the answer
     * @return the answer of the function that applies
     */
    default <T> T fold(
            Function<Open, T> onOpen,
            Function<Settled, T> onSettled,
            Function<InReversal, T> onInReversal,
            Function<Reversed, T> onReversed,
            Function<Absent, T> onAbsent) {
        if (this instanceof Open open) {
            return onOpen.apply(open);
        }
        if (this instanceof Settled settled) {
            return onSettled.apply(settled);
        }
        if (this instanceof InReversal inReversal) {
            return onInReversal.apply(inReversal);
        }
        if (this instanceof Reversed reversed) {
            return onReversed.apply(reversed);
        }
        return onAbsent.apply((Absent) this);
    }

    /**
     * The attempt was begun and is not settled. It must not be sent.
     *
     * @param opening the opening that began it, see {@link AttemptJournal.Opening.Fresh}
     * @param ticket the evidence so far; {@code null} if its first call has not ended
     * @param decision what a person decided about it last; {@code null} if nobody has
     */
    record Open(
            long opening, @Nullable Ticket ticket, @Nullable Decision decision) implements AttemptState {
        /**
         * Creates the state of an attempt about which nobody has decided.
         *
         * @param opening as the component says
         * @param ticket as the component says
         */
        public Open(long opening, @Nullable Ticket ticket) {
            this(opening, ticket, null);
        }
    }

    /**
     * The attempt is settled.
     *
     * @param outcome redeemed or refused
     */
    record Settled(RedemptionOutcome outcome) implements AttemptState {
        /**
         * Checks the components.
         *
         * @throws NullPointerException if a component is missing
         */
        public Settled {
            Checks.required("outcome", outcome);
        }
    }

    /**
     * The attempt was redeemed, and whether that was reversed is in doubt.
     *
     * @param redemption what was redeemed
     * @param ticket the ticket that resolves the reversal
     */
    record InReversal(Redemption redemption, Ticket ticket) implements AttemptState {
        /**
         * Checks the components.
         *
         * @throws NullPointerException if a component is missing
         */
        public InReversal {
            Checks.required("redemption", redemption);
            Checks.required("ticket", ticket);
        }
    }

    /**
     * The attempt was redeemed and reversed.
     *
     * @param redemption the redemption, named as for its reversal
     */
    record Reversed(Reversal redemption) implements AttemptState {
        /**
         * Checks the components.
         *
         * @throws NullPointerException if a component is missing
         */
        public Reversed {
            Checks.required("redemption", redemption);
        }
    }

    /** The attempt was sent and proven not to have happened. It may be opened again. */
    record Absent() implements AttemptState {}
}
