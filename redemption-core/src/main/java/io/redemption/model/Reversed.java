package io.redemption.model;

import io.redemption.internal.Checks;

/**
 * The redemption is taken back, and what it used is given back as the issuer's policy says. Immutable.
 *
 * @param reversal what was asked for
 */
public record Reversed(Reversal reversal) implements ReversalOutcome {
    /**
     * Checks the component.
     *
     * @param reversal as the component says
     * @throws NullPointerException if it is missing
     */
    public Reversed {
        Checks.required("reversal", reversal);
    }
}
