package io.redemption.wire;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Decodes {@code application/x-www-form-urlencoded} leniently: an invalid escape is text, octets above ASCII are UTF-8
 * whether they are escaped or not, and a plus is a space. Nothing is decoded twice. Stateless.
 */
final class PercentCoding {
    private PercentCoding() {}

    /** Returns the octet of {@code %XX} at this position, or -1 if there is no such escape. */
    static int octetAt(String text, int percent) {
        if (percent + 2 >= text.length()) {
            return -1;
        }
        int high = hex(text.charAt(percent + 1));
        int low = hex(text.charAt(percent + 2));
        return high < 0 || low < 0 ? -1 : high * 16 + low;
    }

    /**
     * Returns the plain text, or {@code null} if it contains a raw space or control character, or raw octets that are
     * not UTF-8.
     *
     * @param encoded characters up to U+00FF are the octets of the request, others stand for themselves
     */
    static @Nullable String decodeForm(String encoded) {
        ByteArrayOutputStream octets = new ByteArrayOutputStream(encoded.length());
        StringBuilder plain = new StringBuilder(encoded.length());
        for (int i = 0; i < encoded.length(); ) {
            int end = endOfEscapes(encoded, i);
            if (end > i) {
                if (!flush(octets, plain)) {
                    return null;
                }
                unescape(encoded.substring(i, end), plain);
                i = end;
            } else if (encoded.charAt(i) <= ' ' || encoded.charAt(i) == 0x7F) {
                return null;
            } else {
                i = raw(encoded, i, octets);
            }
        }
        return flush(octets, plain) ? plain.toString() : null;
    }

    /** Writes one raw character as octets and returns the position of the next. */
    private static int raw(String encoded, int at, ByteArrayOutputStream octets) {
        int point = encoded.codePointAt(at);
        if (point == '+') {
            octets.write(' ');
        } else if (point <= 0xFF) {
            octets.write(point);
        } else {
            octets.writeBytes(new String(Character.toChars(point)).getBytes(StandardCharsets.UTF_8));
        }
        return at + Character.charCount(point);
    }

    private static boolean flush(ByteArrayOutputStream octets, StringBuilder plain) {
        String text = utf8(octets.toByteArray());
        octets.reset();
        plain.append(text == null ? "" : text);
        return text != null;
    }

    private static int endOfEscapes(String text, int from) {
        int end = from;
        while (end < text.length() && text.charAt(end) == '%' && octetAt(text, end) >= 0) {
            end += 3;
        }
        return end;
    }

    /** Decodes a run of escapes. An escape whose octet is not part of a UTF-8 character is text. */
    private static void unescape(String escapes, StringBuilder plain) {
        ByteBuffer octets = ByteBuffer.allocate(escapes.length() / 3);
        for (int i = 0; i < escapes.length(); i += 3) {
            octets.put((byte) octetAt(escapes, i));
        }
        octets.flip();
        CharBuffer text = CharBuffer.allocate(escapes.length());
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        CoderResult result = decoder.decode(octets, text, true);
        while (result.isMalformed()) {
            int at = 3 * octets.position();
            text.put(escapes, at, at + 3 * result.length());
            octets.position(octets.position() + result.length());
            result = decoder.decode(octets, text, true);
        }
        plain.append(text.flip());
    }

    private static @Nullable String utf8(byte[] octets) {
        try {
            CharBuffer text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(octets));
            return text.toString();
        } catch (CharacterCodingException noUtf8) {
            return null;
        }
    }

    private static int hex(char c) {
        return c < 128 ? Character.digit(c, 16) : -1;
    }
}
