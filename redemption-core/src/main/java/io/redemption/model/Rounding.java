package io.redemption.model;

import io.redemption.internal.Checks;
import java.math.RoundingMode;

/**
 * How a computed amount is rounded. Each call names it; there is no default. Immutable.
 *
 * @param decimals how many decimals are kept, from 0 to {@value Amount#MAX_DECIMALS}
 * @param mode what happens to the rest
 */
public record Rounding(int decimals, RoundingMode mode) {
    /** To cents, a half rounded up, as on most receipts. */
    public static final Rounding CENTS_HALF_UP = new Rounding(2, RoundingMode.HALF_UP);

    /** To cents, rounded down, so that the discount is never more than the percentage. */
    public static final Rounding CENTS_DOWN = new Rounding(2, RoundingMode.DOWN);

    /**
     * Checks the components.
     *
     * @throws NullPointerException if the mode is missing
     * @throws IllegalArgumentException if the number of decimals is out of range
     */
    public Rounding {
        Checks.required("mode", mode);
        if (decimals < 0 || decimals > Amount.MAX_DECIMALS) {
            throw Checks.unexpected("decimals", decimals, "0 to " + Amount.MAX_DECIMALS);
        }
    }
}
