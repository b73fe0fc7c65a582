package io.redemption.port;

import io.redemption.model.Redemption;
import io.redemption.model.RedemptionOutcome;
import io.redemption.model.Reversal;
import io.redemption.model.Ticket;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What an {@link AttemptJournal} knows of an attempt. Immutable. */
public sealed interface AttemptState {
    /**
     * Reads this state by its kind.
     *
     * @param onOpen it is under way or in doubt
     * @param onSettled it was redeemed or refused
     * @param onInReversal it was redeemed, and a reversal of it is in doubt
     * @param onReversed it was redeemed and taken back
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
     * It was begun and is not settled; it must not be sent.
     *
     * @param opening which opening began it, see {@link AttemptJournal.Opening.Fresh}
     * @param ticket the evidence so far, or {@code null} if its first call has not ended
     */
    record Open(long opening, @Nullable Ticket ticket) implements AttemptState {}

    /**
     * It is settled; this is the answer.
     *
     * @param outcome redeemed or refused
     */
    record Settled(RedemptionOutcome outcome) implements AttemptState {
        /**
         * Checks the components.
         *
         * @param outcome as the component says
         * @throws NullPointerException if a component is missing
         */
        public Settled {
            Objects.requireNonNull(outcome, "outcome: null (expected: a value)");
        }
    }

    /**
     * It was redeemed, and whether that was taken back is in doubt.
     *
     * @param redemption what was redeemed
     * @param ticket what the reversal can be resolved with
     */
    record InReversal(Redemption redemption, Ticket ticket) implements AttemptState {
        /**
         * Checks the components.
         *
         * @param redemption as the component says
         * @param ticket as the component says
         * @throws NullPointerException if a component is missing
         */
        public InReversal {
            Objects.requireNonNull(redemption, "redemption: null (expected: a value)");
            Objects.requireNonNull(ticket, "ticket: null (expected: a value)");
        }
    }

    /**
     * It was redeemed and taken back.
     *
     * @param redemption what it was redeemed by, named as for its reversal
     */
    record Reversed(Reversal redemption) implements AttemptState {
        /**
         * Checks the components.
         *
         * @param redemption as the component says
         * @throws NullPointerException if a component is missing
         */
        public Reversed {
            Objects.requireNonNull(redemption, "redemption: null (expected: a value)");
        }
    }

    /** It was sent, and it was proven that it did not happen; it may be opened again. */
    record Absent() implements AttemptState {}
}
