package io.redemption.wire;

import io.redemption.model.Amount;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Writes an object of texts and one amount, if all texts are visible ASCII that needs no escapes. Then its length is
 * known before it is written, and nothing but its bytes is allocated. Stateless.
 */
final class PlainMembers {
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
        StringBuilder out = new StringBuilder(lengthOf(names, texts) + amountName.length() + 24);
        out.append('{');
        for (int i = 0; i < names.length; i++) {
            String text = texts[i];
            if (text != null) {
                if (!isPlain(text)) {
                    return null;
                }
                name(out, names[i]).append('"').append(text).append('"');
            }
        }
        if (amount != null) {
            append(name(out, amountName), amount);
        }
        return out.append('}').toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private static int lengthOf(String[] names, @Nullable String[] texts) {
        int length = 2;
        for (int i = 0; i < names.length; i++) {
            String text = texts[i];
            length += text == null ? 0 : names[i].length() + text.length() + 6;
        }
        return length;
    }

    private static StringBuilder name(StringBuilder out, String name) {
        return (out.length() > 1 ? out.append(',') : out)
                .append('"')
                .append(name)
                .append("\":");
    }

    /** Appends a number with no more digits than it needs. */
    private static void append(StringBuilder out, Amount amount) {
        long unit = 10_000;
        out.append(amount.tenThousandths() / unit);
        long fraction = amount.tenThousandths() % unit;
        if (fraction > 0) {
            out.append('.');
        }
        while (fraction > 0) {
            unit /= 10;
            out.append((char) ('0' + fraction / unit));
            fraction %= unit;
        }
    }

    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c > '~' || c == '"' || c == '\\') {
                return false;
            }
        }
        return true;
    }
}
