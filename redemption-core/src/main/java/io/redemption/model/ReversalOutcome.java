package io.redemption.model;

import java.util.function.Function;

/** What became of the wish to take a redemption back. Immutable. */
public sealed interface ReversalOutcome permits Reversed, NothingToReverse, Refused, Unknown {
    /**
     * Reads this outcome by its kind.
     *
     * @param onReversed it is taken back
     * @param onNothing there is no such active redemption
     * @param onRefused the issuer did not want to, and nothing changed
     * @param onUnknown it may or may not be taken back
     * @param <T> the type of the answer
     * @return the answer of the function that applies
     */
    default <T> T fold(
            Function<Reversed, T> onReversed,
            Function<NothingToReverse, T> onNothing,
            Function<Refused, T> onRefused,
            Function<Unknown, T> onUnknown) {
        if (this instanceof Reversed reversed) {
            return onReversed.apply(reversed);
        }
        if (this instanceof NothingToReverse nothing) {
            return onNothing.apply(nothing);
        }
        if (this instanceof Refused refused) {
            return onRefused.apply(refused);
        }
        return onUnknown.apply((Unknown) this);
    }
}
