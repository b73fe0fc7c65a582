package io.redemption.model;

import io.redemption.internal.Checks;

/**
 * There is no such active redemption: it never existed, it belongs to another redeemable, or it is already reversed.
 * Nothing changed. Immutable.
 *
 * @param reversal the request
 */
public record NothingToReverse(Reversal reversal) implements ReversalOutcome {
    /**
     * Checks the component.
     *
     * @throws NullPointerException if it is missing
     */
    public NothingToReverse {
        Checks.required("reversal", reversal);
    }
}
