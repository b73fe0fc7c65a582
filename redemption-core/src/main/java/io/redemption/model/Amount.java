package io.redemption.model;

import io.redemption.internal.Checks;
import java.math.BigDecimal;

/**
 * An exact amount of money without a currency, because the API's amounts have none: from 0 to 999999999999.9999, in
 * steps of 0.0001. Equality ignores how the amount was written. Immutable.
 *
 * <p>Zero exists because an issuer may list it; a rule refuses a request for zero. An absent amount is {@code null},
 * not zero. Text is checked before any arithmetic, so that a hostile number costs little.
 *
 * @param tenThousandths the amount in units of 0.0001; from 0 to 9999999999999999
 */
public record Amount(long tenThousandths) implements Comparable<Amount> {
    /** The most decimals an amount can have: {@value}. */
    public static final int MAX_DECIMALS = 4;

    /** Zero. */
    public static final Amount ZERO = new Amount(0);

    private static final int MAX_INTEGER_DIGITS = 12;
    private static final long UNIT = 10_000;
    private static final long MAX = 1_000_000_000_000L * UNIT - 1;
    private static final String EXPECTED = "1 to 12 digits, then at most a dot and 1 to 4 decimals";

    /**
     * Checks the components.
     *
     * @throws IllegalArgumentException if the amount is negative or too large
     */
    public Amount {
        if (tenThousandths < 0 || tenThousandths > MAX) {
            throw Checks.unexpected("amount in ten-thousandths", tenThousandths, "0 to " + MAX);
        }
    }

    /**
     * Returns the amount that a text such as {@code 50}, {@code 50.00} or {@code 0.0001} states.
     *
     * @param text 1 to 12 digits, then optionally a dot and 1 to 4 decimals; no sign, exponent, grouping or space
     * @return the amount
     * @throws IllegalArgumentException if the text is anything else
     */
    public static Amount of(String text) {
        int dot = Checks.required("text", text).indexOf('.');
        int integerDigits = dot < 0 ? text.length() : dot;
        int decimals = dot < 0 ? 0 : text.length() - dot - 1;
        boolean shaped = integerDigits >= 1
                && integerDigits <= MAX_INTEGER_DIGITS
                && decimals <= MAX_DECIMALS
                && (dot < 0 || decimals >= 1);
        long units = 0;
        for (int i = 0; shaped && i < text.length(); i++) {
            char c = text.charAt(i);
            shaped = i == dot || (c >= '0' && c <= '9');
            units = i == dot ? units : units * 10 + (c - '0');
        }
        if (!shaped) {
            throw Checks.unexpected("amount", text, EXPECTED);
        }
        return new Amount(units * powerOfTen(MAX_DECIMALS - decimals));
    }

    /**
     * Returns the amount that a decimal states.
     *
     * @param decimal not negative, at most 12 integer digits and at most 4 decimals
     * @return the amount
     * @throws IllegalArgumentException if the decimal is anything else; no arithmetic is done on it before
     */
    public static Amount of(BigDecimal decimal) {
        if (Checks.required("decimal", decimal).scale() > MAX_DECIMALS
                || decimal.scale() < -MAX_INTEGER_DIGITS
                || decimal.unscaledValue().bitLength() > 63
                || decimal.signum() < 0
                || decimal.precision() - decimal.scale() > MAX_INTEGER_DIGITS) {
            throw new IllegalArgumentException(
                    "amount: a decimal of scale " + decimal.scale() + " (expected: " + EXPECTED + ", not negative)");
        }
        return new Amount(decimal.movePointRight(MAX_DECIMALS).longValueExact());
    }

    /**
     * Adds an amount.
     *
     * @param other what is added
     * @return this amount and the other
     * @throws IllegalArgumentException if the sum is too large for an amount
     */
    public Amount plus(Amount other) {
        return new Amount(tenThousandths + other.tenThousandths);
    }

    /**
     * Subtracts an amount.
     *
     * @param other what is subtracted, at most this amount
     * @return this amount less the other
     * @throws IllegalArgumentException if the other amount is larger
     */
    public Amount minus(Amount other) {
        return new Amount(tenThousandths - other.tenThousandths);
    }

    /** {@return whether the amount is zero} */
    public boolean isZero() {
        return tenThousandths == 0;
    }

    /** {@return how many decimals are needed to write the amount exactly, from 0 to 4} */
    public int decimals() {
        int decimals = MAX_DECIMALS;
        for (long rest = tenThousandths; decimals > 0 && rest % 10 == 0; rest /= 10) {
            decimals--;
        }
        return decimals;
    }

    /** {@return the same number with a scale from 2 to 4} */
    public BigDecimal toBigDecimal() {
        int scale = Math.max(2, decimals());
        return BigDecimal.valueOf(tenThousandths / powerOfTen(MAX_DECIMALS - scale), scale);
    }

    @Override
    public int compareTo(Amount other) {
        return Long.compare(tenThousandths, other.tenThousandths);
    }

    /** {@return the amount with at least two decimals and no more than it needs, for example {@code 50.00}} */
    @Override
    public String toString() {
        int scale = Math.max(2, decimals());
        String digits = Long.toString(tenThousandths / powerOfTen(MAX_DECIMALS - scale));
        StringBuilder out = new StringBuilder(digits);
        while (out.length() <= scale) {
            out.insert(0, '0');
        }
        return out.insert(out.length() - scale, '.').toString();
    }

    private static long powerOfTen(int exponent) {
        long power = 1;
        for (int i = 0; i < exponent; i++) {
            power *= 10;
        }
        return power;
    }
}
