package io.redemption.model;

import io.redemption.internal.Checks;

/**
 * The redemption is reversed, and what it used is given back by the issuer's policy. Immutable.
 *
 * @param reversal the request
 */
public record Reversed(Reversal reversal) implements ReversalOutcome {
    /**
     * Checks the component.
     *
     * @throws NullPointerException if it is missing
     */
    public Reversed {
        Checks.required("reversal", reversal);
    }
}
