package io.redemption.model;

import io.redemption.internal.Checks;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.function.Function;

/** What a coupon or a voucher is worth: a fixed amount or a percentage of an order. Immutable. */
public sealed interface Discount {
    /**
     * Returns the discount on an order, at most the order total. A fixed value is its amount, a percentage is that
     * share of the order (the vendor's pages of 2017-2018). If the order total is less, the discount is the order
     * total, rounded down to the decimals of the rounding, so that the rest to pay is never negative.
     *
     * @param orderTotal the total of the order, in the currency of the terms
     * @param rounding how a share is rounded; a fixed value that is not capped is not rounded
     * @return the discount, from zero to the order total
     * @throws ArithmeticException if the rounding is {@link java.math.RoundingMode#UNNECESSARY} but needed
     */
    default Amount discountOn(Amount orderTotal, Rounding rounding) {
        BigDecimal worth = worthOn(orderTotal, rounding);
        BigDecimal most = orderTotal.toBigDecimal();
        return Amount.of(worth.compareTo(most) <= 0 ? worth : most.setScale(rounding.decimals(), RoundingMode.DOWN));
    }

    /**
     * Returns the discount on an order, which may be more than the order total: a fixed value is its amount, a
     * percentage is that share, rounded. For shops that pay out or keep the rest.
     *
     * @param orderTotal the total of the order, in the currency of the terms
     * @param rounding how a share is rounded; a fixed value is not
     * @return the discount, which may be more than the order total
     * @throws IllegalArgumentException if rounding up makes it too large for an {@link Amount}
     * @throws ArithmeticException if the rounding is {@link java.math.RoundingMode#UNNECESSARY} but needed
     */
    default Amount uncappedDiscountOn(Amount orderTotal, Rounding rounding) {
        return Amount.of(worthOn(orderTotal, rounding));
    }

    private BigDecimal worthOn(Amount orderTotal, Rounding rounding) {
        return fold(
                fixed -> fixed.amount().toBigDecimal(),
                share -> orderTotal
                        .toBigDecimal()
                        .multiply(share.percent().toBigDecimal())
                        .multiply(Percentage.HUNDREDTH)
                        .setScale(rounding.decimals(), rounding.mode()));
    }

    /**
     * Applies the function for the case that this discount is.
     *
     * @param onFixed for a fixed amount
     * @param onPercentage for a percentage
     * @param <T> the type of the answer
     * @return the answer of the function that applies
     */
    default <T> T fold(Function<Fixed, T> onFixed, Function<Percentage, T> onPercentage) {
        if (this instanceof Fixed fixed) {
            return onFixed.apply(fixed);
        }
        return onPercentage.apply((Percentage) this);
    }

    /**
     * A fixed amount.
     *
     * @param amount the amount, in the currency of the terms
     */
    record Fixed(Amount amount) implements Discount {
        /**
         * Checks the component.
         *
         * @throws NullPointerException if it is missing
         */
        public Fixed {
            Checks.required("amount", amount);
        }
    }

    /**
     * A share of an order.
     *
     * @param percent the share in percent, from 0 to 100 with at most 4 decimals
     */
    record Percentage(Amount percent) implements Discount {
        private static final Amount MAX = Amount.of("100");
        private static final BigDecimal HUNDREDTH = new BigDecimal("0.01");

        /**
         * Checks the components.
         *
         * @throws NullPointerException if it is missing
         * @throws IllegalArgumentException if the share is above 100 percent
         */
        public Percentage {
            Checks.required("percent", percent);
            if (percent.compareTo(MAX) > 0) {
                throw Checks.unexpected("percent", percent, "0 to 100");
            }
        }
    }

    /**
     * Returns a fixed amount.
     *
     * @param amount as {@link Amount#of(String)} reads it
     * @return the value
     */
    static Discount fixed(String amount) {
        return new Fixed(Amount.of(amount));
    }

    /**
     * Returns a share of an order.
     *
     * @param percent as {@link Amount#of(String)} reads it, from 0 to 100
     * @return the value
     */
    static Discount percentage(String percent) {
        return new Percentage(Amount.of(percent));
    }
}
