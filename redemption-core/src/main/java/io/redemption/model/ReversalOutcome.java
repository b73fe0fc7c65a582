package io.redemption.model;

import java.util.function.Function;

/** The outcome of a reversal. Immutable. */
public sealed interface ReversalOutcome permits Reversed, NothingToReverse, Refused, Unknown {
    /**
     * Applies the function for the case that this outcome is.
     *
     * @param onReversed it is reversed
     * @param onNothing there is no such active redemption
     * @param onRefused the issuer refused, and nothing changed
     * @param onUnknown it may or may not be reversed
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
