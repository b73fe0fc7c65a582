package io.redemption.wire;

import org.jspecify.annotations.Nullable;

/**
 * A decimal number as it was written, parsed without any arithmetic: {@code digits * 10^exponent}. Its length and its
 * exponent are bounded, so that the cost of reading one grows with its characters only. Immutable.
 *
 * @param negative whether a minus stood before it
 * @param digits the significant digits, without zeros at either end; empty for zero
 * @param exponent the power of ten of the last digit; 0 for zero
 */
record Decimal(boolean negative, String digits, int exponent) {
    /** The longest number that is read, in characters, as for a number in JSON. */
    static final int MAX_LENGTH = JsonTokenizer.MAX_NUMBER;

    private static final int MAX_EXPONENT_DIGITS = 2;

    /**
     * Reads a JSON number, and what {@link java.math.BigDecimal} accepts in addition: a plus, a dot at either end.
     *
     * @return the number, or {@code null} if the text is not a number, is too long, or has an exponent beyond 99
     */
    static @Nullable Decimal read(String text) {
        if (text.length() > MAX_LENGTH) {
            return null;
        }
        int start = isSign(text, 0) ? 1 : 0;
        int e = Math.max(text.indexOf('e'), text.indexOf('E'));
        int end = e < 0 ? text.length() : e;
        int dot = text.indexOf('.');
        dot = dot < 0 || dot > end ? end : dot;
        String integer = text.substring(Math.min(start, dot), dot);
        String fraction = dot < end ? text.substring(dot + 1, endOfFraction(text, dot, end)) : "";
        Integer exponent = e < 0 ? Integer.valueOf(0) : exponent(text.substring(e + 1));
        String digits = fraction.isEmpty() ? integer : integer + fraction;
        boolean none = integer.isEmpty() && dot + 1 >= end;
        if (none || !isDigits(digits) || exponent == null) {
            return null;
        }
        return normal(text.startsWith("-"), digits, exponent - fraction.length());
    }

    /** Returns where the fraction ends without its trailing zeros. */
    private static int endOfFraction(String text, int dot, int end) {
        int last = end;
        while (last > dot + 1 && text.charAt(last - 1) == '0') {
            last--;
        }
        return last;
    }

    private static Decimal normal(boolean negative, String digits, int exponent) {
        int from = 0;
        int to = digits.length();
        while (from < to && digits.charAt(from) == '0') {
            from++;
        }
        while (to > from && digits.charAt(to - 1) == '0') {
            to--;
        }
        return from == to
                ? new Decimal(negative, "", 0)
                : new Decimal(negative, digits.substring(from, to), exponent + digits.length() - to);
    }

    private static @Nullable Integer exponent(String text) {
        String digits = isSign(text, 0) ? text.substring(1) : text;
        if (digits.isEmpty() || !isDigits(digits)) {
            return null;
        }
        String significant = digits.replaceFirst("^0+", "");
        if (significant.length() > MAX_EXPONENT_DIGITS) {
            return null;
        }
        int exponent = significant.isEmpty() ? 0 : Integer.parseInt(significant);
        return text.startsWith("-") ? -exponent : exponent;
    }

    boolean isZero() {
        return digits.isEmpty();
    }

    /** Returns the number of digits before the dot when it is written without an exponent; zero or less for 0.05. */
    int integerDigits() {
        return digits.length() + exponent;
    }

    private static boolean isSign(String text, int at) {
        return text.length() > at && (text.charAt(at) == '-' || text.charAt(at) == '+');
    }

    private static boolean isDigits(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }
}
