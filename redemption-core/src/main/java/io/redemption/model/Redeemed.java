package io.redemption.model;

import io.redemption.internal.Checks;

/**
 * The issuer confirmed the redemption, and the confirmation was checked against the request. Immutable.
 *
 * @param redemption the recorded redemption
 * @param replayed whether this repeats an earlier answer to the same attempt
 */
public record Redeemed(Redemption redemption, boolean replayed) implements RedemptionOutcome {
    /**
     * Checks the components.
     *
     * @throws NullPointerException if the redemption is missing
     */
    public Redeemed {
        Checks.required("redemption", redemption);
    }

    /**
     * Returns an outcome that is not replayed.
     *
     * @param redemption the recorded redemption
     * @return the outcome
     */
    public static Redeemed of(Redemption redemption) {
        return new Redeemed(redemption, false);
    }
}
