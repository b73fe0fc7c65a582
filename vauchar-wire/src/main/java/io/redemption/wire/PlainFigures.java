package io.redemption.wire;

import io.redemption.model.Amount;

/**
 * Reads the figures that the API writes: digits, for money with a dot and one to four decimals. Everything else that is
 * a number is left to {@link Numbers} and {@link Times}. Stateless.
 */
final class PlainFigures {
    /** Not written as plain digits. */
    static final long OTHER = -1;

    private static final int MAX_INTEGER_DIGITS = 12;

    private PlainFigures() {}

    /** Returns an amount in ten-thousandths, or {@link #OTHER}. */
    static long tenThousandths(char[] text, int length) {
        long units = 0;
        int dot = length;
        for (int i = 0; i < length; i++) {
            char c = text[i];
            if (c >= '0' && c <= '9') {
                units = units * 10 + (c - '0');
            } else if (c == '.' && dot == length && i > 0) {
                dot = i;
            } else {
                return OTHER;
            }
            if (i > MAX_INTEGER_DIGITS + Amount.MAX_DECIMALS) {
                return OTHER;
            }
        }
        int decimals = dot == length ? 0 : length - dot - 1;
        if (length == 0 || dot > MAX_INTEGER_DIGITS || dot == length - 1 || decimals > Amount.MAX_DECIMALS) {
            return OTHER;
        }
        for (int i = decimals; i < Amount.MAX_DECIMALS; i++) {
            units *= 10;
        }
        return units;
    }

    /** Returns seconds since 1970 of at most 12 digits, or {@link #OTHER}. */
    static long seconds(char[] text, int length) {
        if (length == 0 || length > Times.SECONDS_DIGITS) {
            return OTHER;
        }
        long seconds = 0;
        for (int i = 0; i < length; i++) {
            if (text[i] < '0' || text[i] > '9') {
                return OTHER;
            }
            seconds = seconds * 10 + (text[i] - '0');
        }
        return seconds > Times.MAX_SECONDS ? OTHER : seconds;
    }
}
