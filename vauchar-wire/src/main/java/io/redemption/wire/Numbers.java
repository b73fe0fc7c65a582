package io.redemption.wire;

import io.redemption.model.Amount;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * Reads numbers, for clients, servers, catalogues and gateways. Notation does not matter: leading and trailing zeros
 * and exponents are read exactly. Length and exponent are bounded before any arithmetic. Stateless.
 *
 * <p>A floating-point error is corrected where the amount is beyond doubt: PHP and JavaScript send {@code 0.1 + 0.2} as
 * {@code 0.30000000000000004}, which is read as 0.30.
 */
final class Numbers {
    static final String AMOUNT =
            "an amount from 0 to 999999999999.9999 with at most 4 decimals and no more digits than it "
                    + "needs, for example 12.50";

    private static final int MAX_INTEGER_DIGITS = 12;
    private static final int MAX_LONG_DIGITS = 18;

    /** The lowest number of significant digits at which a number may contain a floating-point error. */
    private static final int COMPUTED_DIGITS = 15;

    private static final BigDecimal NEAR = new BigDecimal("1e-9");
    private static final BigDecimal NEAR_SHARE = new BigDecimal("1e-14");

    private Numbers() {}

    /**
     * Reads an amount.
     *
     * @param text what was written
     * @param number whether it was written as a JSON number, not as a string
     * @param decimals how many decimals the issuer keeps
     * @return the amount, or {@code null} if the text is not one
     */
    static @Nullable Amount amount(String text, boolean number, int decimals) {
        Decimal decimal = Decimal.read(text);
        if (decimal == null || (decimal.negative() && !decimal.isZero())) {
            return null;
        }
        if (decimal.isZero()) {
            return Amount.ZERO;
        }
        if (decimal.integerDigits() > MAX_INTEGER_DIGITS) {
            return null;
        }
        if (decimal.exponent() >= -Amount.MAX_DECIMALS) {
            return Amount.of(bigDecimal(decimal).stripTrailingZeros().setScale(Amount.MAX_DECIMALS));
        }
        boolean computed = number && decimal.digits().length() >= COMPUTED_DIGITS;
        return computed ? nearest(bigDecimal(decimal), decimals) : null;
    }

    /** Returns the nearest amount, or {@code null} if it is further away than a floating-point error. */
    private static @Nullable Amount nearest(BigDecimal value, int decimals) {
        BigDecimal nearest = value.setScale(decimals, RoundingMode.HALF_UP);
        BigDecimal near = NEAR.max(value.multiply(NEAR_SHARE));
        boolean meant = nearest.signum() > 0
                && nearest.precision() - nearest.scale() <= MAX_INTEGER_DIGITS
                && value.subtract(nearest).abs().compareTo(near) <= 0;
        return meant ? Amount.of(nearest) : null;
    }

    /** Returns a whole number, or {@code null} if the text is not a whole number of at most 18 digits. */
    static @Nullable Long integer(String text) {
        Decimal decimal = Decimal.read(text);
        if (decimal == null || decimal.exponent() < 0 || decimal.integerDigits() > MAX_LONG_DIGITS) {
            return null;
        }
        long value = decimal.isZero() ? 0 : bigDecimal(decimal).longValueExact();
        return decimal.negative() ? -value : value;
    }

    /** Returns the number without its sign. Its digits and exponent are bounded already. */
    static BigDecimal bigDecimal(Decimal decimal) {
        if (decimal.isZero()) {
            return BigDecimal.ZERO;
        }
        return decimal.digits().length() > MAX_LONG_DIGITS
                ? new BigDecimal(new BigInteger(decimal.digits()), -decimal.exponent())
                : BigDecimal.valueOf(Long.parseLong(decimal.digits()), -decimal.exponent());
    }
}
