package io.redemption.model;

import java.util.function.Function;

/**
 * What became of an attempt to redeem: redeemed, refused, or unknown. Read it with {@link #fold}: no caller can forget
 * the unknown, and a new kind of outcome breaks every reader at compile time. Immutable.
 */
public sealed interface RedemptionOutcome permits Redeemed, Refused, Unknown {
    /**
     * Reads this outcome by its kind.
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
