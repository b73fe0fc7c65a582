package io.redemption.wire;

import io.redemption.model.Amount;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Writes an object of texts and one amount, if all texts are visible ASCII that needs no escapes. Then its length is
 * known before it is written, and nothing but its bytes is allocated. Stateless.
 */
final class PlainMembers {
    /** The longest {@code long}, a point and four decimals. */
    private static final int MAX_FIGURES = 25;

    private PlainMembers() {}

    /**
     * Returns the object as {@link JsonWriter} writes it, or {@code null} if only that can write it.
     *
     * @param names of the texts, in order
     * @param texts what stands under them; {@code null} to leave one out
     * @param amountName the name of the amount, which is last
     * @param amount the amount, or {@code null} to leave it out
     */
    static byte @Nullable [] encode(
            String[] names, @Nullable String[] texts, String amountName, @Nullable Amount amount) {
        byte[] out = new byte[lengthOf(names, texts, amountName)];
        out[0] = '{';
        int end = 1;
        for (int i = 0; i < names.length; i++) {
            String text = texts[i];
            if (text != null) {
                if (!PlainBytes.isPlain(text)) {
                    return null;
                }
                end = name(out, end, names[i]);
                out[end++] = '"';
                end = append(out, end, text);
                out[end++] = '"';
            }
        }
        if (amount != null) {
            end = append(out, name(out, end, amountName), amount);
        }
        out[end++] = '}';
        return Arrays.copyOf(out, end);
    }

    /** Returns a length that is enough. */
    private static int lengthOf(String[] names, @Nullable String[] texts, String amountName) {
        int length = 2 + amountName.length() + 4 + MAX_FIGURES;
        for (int i = 0; i < names.length; i++) {
            String text = texts[i];
            length += text == null ? 0 : names[i].length() + text.length() + 6;
        }
        return length;
    }

    private static int name(byte[] out, int start, String name) {
        int end = start;
        if (end > 1) {
            out[end++] = ',';
        }
        out[end++] = '"';
        end = append(out, end, name);
        out[end++] = '"';
        out[end++] = ':';
        return end;
    }

    private static int append(byte[] out, int start, String plain) {
        for (int i = 0; i < plain.length(); i++) {
            out[start + i] = (byte) plain.charAt(i);
        }
        return start + plain.length();
    }

    /** Appends a number with no more digits than it needs. */
    private static int append(byte[] out, int start, Amount amount) {
        long unit = 10_000;
        int end = append(out, start, Long.toString(amount.tenThousandths() / unit));
        long fraction = amount.tenThousandths() % unit;
        if (fraction > 0) {
            out[end++] = '.';
        }
        while (fraction > 0) {
            unit /= 10;
            out[end++] = (byte) ('0' + fraction / unit);
            fraction %= unit;
        }
        return end;
    }
}
