package io.redemption.wire;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Percent-encoding of {@code application/x-www-form-urlencoded}, strictly: ASCII outside, UTF-8 inside. */
final class PercentCoding {
    private PercentCoding() {}

    /** The octet that {@code %XX} at this position stands for, or -1 if that is not what stands there. */
    static int octetAt(String text, int percent) {
        if (percent + 2 >= text.length()) {
            return -1;
        }
        int high = hex(text.charAt(percent + 1));
        int low = hex(text.charAt(percent + 2));
        return high < 0 || low < 0 ? -1 : high * 16 + low;
    }

    /** The plain text, or {@code null} if the encoded one is malformed. */
    static @Nullable String decodeForm(String encoded) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(encoded.length());
        for (int i = 0; i < encoded.length(); i++) {
            int c = encoded.charAt(i);
            if (c == '%') {
                c = octetAt(encoded, i);
                i += 2;
            } else if (c == '+') {
                c = ' ';
            } else if (c <= ' ' || c > '~') {
                c = -1;
            }
            if (c < 0) {
                return null;
            }
            bytes.write(c);
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    private static int hex(char c) {
        if (c >= '0' && c <= '9') {
            return c - '0';
        }
        if (c >= 'a' && c <= 'f') {
            return c - 'a' + 10;
        }
        return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
    }
}
