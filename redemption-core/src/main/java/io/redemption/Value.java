package io.redemption;

import java.math.BigDecimal;
import java.util.function.Function;

/** What a coupon or a voucher is worth: a fixed amount or a percentage of an order. Immutable. */
public sealed interface Value {
    /**
     * What this is worth on an order: a fixed value is its amount whatever the order comes to, a percentage is that share
     * of the order (the vendor's pages of 2017-2018). Not capped at the order total: that is the shop's policy.
     *
     * @param orderTotal what the order comes to, in the currency of the terms
     * @param rounding how a share is rounded; a fixed value is not
     * @return the discount
     * @throws IllegalArgumentException if the discount is too large for an {@link Amount}
     * @throws ArithmeticException if the rounding is {@link java.math.RoundingMode#UNNECESSARY} and it would be necessary
     */
    Amount discountOn(Amount orderTotal, Rounding rounding);

    /**
     * Reads this value by its kind.
     *
     * @param onFixed for a fixed amount
     * @param onPercentage for a percentage
     * @param <T> the type of the answer
     * @return the answer of the function that applies
     */
    <T> T fold(Function<Fixed, T> onFixed, Function<Percentage, T> onPercentage);

    /**
     * A fixed amount.
     *
     * @param amount the amount, in the currency of the terms
     */
    record Fixed(Amount amount) implements Value {
        @Override
        public Amount discountOn(Amount orderTotal, Rounding rounding) {
            return amount;
        }

        @Override
        public <T> T fold(Function<Fixed, T> onFixed, Function<Percentage, T> onPercentage) {
            return onFixed.apply(this);
        }
    }

    /**
     * A share of an order.
     *
     * @param percent the share in percent, from 0 to 1000 with at most 4 decimals
     */
    record Percentage(Amount percent) implements Value {
        private static final Amount MAX = Amount.of("1000");
        private static final BigDecimal HUNDREDTH = new BigDecimal("0.01");

        /**
         * Checks the components.
         *
         * @param percent as the component says
         * @throws IllegalArgumentException if the share is above 1000 percent
         */
        public Percentage {
            if (percent.compareTo(MAX) > 0) {
                throw Checks.unexpected("percent", percent, "0 to 1000");
            }
        }

        @Override
        public Amount discountOn(Amount orderTotal, Rounding rounding) {
            BigDecimal exact =
                    orderTotal.toBigDecimal().multiply(percent.toBigDecimal()).multiply(HUNDREDTH);
            return Amount.of(exact.setScale(rounding.decimals(), rounding.mode()));
        }

        @Override
        public <T> T fold(Function<Fixed, T> onFixed, Function<Percentage, T> onPercentage) {
            return onPercentage.apply(this);
        }
    }

    /**
     * A fixed amount.
     *
     * @param amount as {@link Amount#of(String)} reads it
     * @return the value
     */
    static Value fixed(String amount) {
        return new Fixed(Amount.of(amount));
    }

    /**
     * A share of an order.
     *
     * @param percent as {@link Amount#of(String)} reads it, from 0 to 1000
     * @return the value
     */
    static Value percentage(String percent) {
        return new Percentage(Amount.of(percent));
    }
}
