package io.redemption.model;

import java.util.function.Function;

/**
 * The outcome of an attempt: redeemed, refused or unknown. Read it with {@link #fold}, so that no caller forgets the
 * unknown case, and a new case breaks every caller at compile time. Immutable.
 */
public sealed interface RedemptionOutcome permits Redeemed, Refused, Unknown {
    /**
     * Applies the function for the case that this outcome is.
     *
     * @param onRedeemed it is redeemed
     * @param onRefused nothing changed
     * @param onUnknown it may or may not have happened
     * @param <T> the type of the answer
     * @return the answer of the function that applies
     */
    default <T> T fold(
            Function<Redeemed, T> onRedeemed, Function<Refused, T> onRefused, Function<Unknown, T> onUnknown) {
        if (this instanceof Redeemed redeemed) {
            return onRedeemed.apply(redeemed);
        }
        if (this instanceof Refused refused) {
            return onRefused.apply(refused);
        }
        return onUnknown.apply((Unknown) this);
    }
}
