package io.redemption.model;

import io.redemption.internal.Checks;
import java.util.function.Function;

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

    @Override
    public <T> T fold(
            Function<Reversed, T> onReversed,
            Function<NothingToReverse, T> onNothing,
            Function<Refused, T> onRefused,
            Function<Unknown, T> onUnknown) {
        return onReversed.apply(this);
    }
}
