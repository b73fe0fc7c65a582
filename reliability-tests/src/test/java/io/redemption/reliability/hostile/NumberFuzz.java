package io.redemption.reliability.hostile;

import io.redemption.model.Amount;
import io.redemption.wire.CreateRedemptionBody;
import io.redemption.wire.UnreadableBodyException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What Jazzer calls with one text after the other, in a JVM of its own: a text is read as the value that it states, or
 * is refused with the sentence that says what to send; nothing else is read.
 */
public final class NumberFuzz {
    private static final String ALPHABET = "0123456789.eE+-0500_ ,x\u0665";
    private static final Pattern JSON = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?");
    private static final Pattern NUMBER = Pattern.compile("[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]+)?");
    private static final int MAX_LENGTH = 40;
    private static final int PROMISED_DIGITS = 20;
    private static final int PROMISED_EXPONENT = 20;

    private NumberFuzz() {}

    /**
     * Tries one input.
     *
     * @param input each octet stands for a character that numbers are made of, or might be
     */
    public static void fuzzerTestOneInput(byte[] input) {
        StringBuilder text = new StringBuilder(input.length);
        for (byte octet : input) {
            text.append(ALPHABET.charAt(Byte.toUnsignedInt(octet) % ALPHABET.length()));
        }
        if (!text.isEmpty()) {
            check(text.toString());
        }
    }

    /** Reads a text as a string and, if JSON calls it one, as a number; fails if it is read as anything else. */
    static void check(String text) {
        BigDecimal value = NUMBER.matcher(text).matches() ? valueOf(text) : null;
        compare(text, value, read("\"" + text + "\""), false);
        if (JSON.matcher(text).matches() && text.length() <= MAX_LENGTH) {
            compare(text, value, read(text), true);
        }
    }

    private static void compare(String text, @Nullable BigDecimal value, @Nullable Amount read, boolean number) {
        if (read == null && value != null && isPromised(text, value)) {
            throw new IllegalStateException("refused: " + text);
        }
        if (read != null && (value == null || !isMeant(value, read, number))) {
            throw new IllegalStateException("read as " + read + ": " + text);
        }
    }

    private static boolean isMeant(BigDecimal value, Amount read, boolean number) {
        BigDecimal difference = value.subtract(read.toBigDecimal()).abs();
        BigDecimal near = new BigDecimal("1e-9").max(value.multiply(new BigDecimal("1e-14")));
        boolean computed = number && value.stripTrailingZeros().precision() >= 15 && !read.isZero();
        return difference.signum() == 0 || (computed && difference.compareTo(near) <= 0);
    }

    private static boolean isPromised(String text, BigDecimal value) {
        return text.length() <= MAX_LENGTH
                && value.signum() >= 0
                && value.precision() <= PROMISED_DIGITS
                && Math.abs(value.scale()) <= PROMISED_EXPONENT
                && value.stripTrailingZeros().scale() <= Amount.MAX_DECIMALS
                && value.compareTo(new BigDecimal("1e12")) < 0;
    }

    private static @Nullable BigDecimal valueOf(String text) {
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException exponentOfManyDigits) {
            return null;
        }
    }

    private static @Nullable Amount read(String json) {
        byte[] body = ("{\"value_used\":" + json + "}").getBytes(StandardCharsets.UTF_8);
        try {
            Amount amount = CreateRedemptionBody.decode(body).value();
            if (amount == null) {
                throw new IllegalStateException("absent: " + json);
            }
            return amount;
        } catch (UnreadableBodyException refused) {
            if (!refused.field().equals("value_used") || !refused.expected().contains("at most 4 decimals")) {
                throw new IllegalStateException("refused without what to send: " + json, refused);
            }
            return null;
        }
    }
}
