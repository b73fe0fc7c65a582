package io.redemption;

import java.util.function.Function;

/**
 * The issuer confirmed the redemption, and the confirmation was checked against the request. Immutable.
 *
 * @param redemption what is recorded
 * @param replayed whether this repeats an earlier answer to the same attempt
 */
public record Redeemed(Redemption redemption, boolean replayed) implements RedemptionOutcome {
    /**
     * A first answer.
     *
     * @param redemption what is recorded
     * @return the outcome
     */
    public static Redeemed of(Redemption redemption) {
        return new Redeemed(redemption, false);
    }

    @Override
    public <T> T fold(
            Function<Redeemed, T> onRedeemed, Function<Refused, T> onRefused, Function<Unknown, T> onUnknown) {
        return onRedeemed.apply(this);
    }
}
