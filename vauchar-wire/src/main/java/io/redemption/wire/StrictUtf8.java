package io.redemption.wire;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/**
 * Rejects bytes that are not UTF-8 as RFC 3629 defines it: overlong forms, encoded surrogates, code points above
 * U+10FFFF. The JSON parser accepts the first two. Works on chunks. Not thread-safe.
 */
final class StrictUtf8 {
    private static final int DECODED_AT_ONCE = 256;

    private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    private final CharBuffer unused = CharBuffer.allocate(DECODED_AT_ONCE);
    /** The first bytes of a character whose last ones are in the next chunk. */
    private ByteBuffer incomplete = ByteBuffer.allocate(0);

    /** Checks the next bytes. */
    void accept(byte[] bytes, int from, int length) {
        ByteBuffer chunk = ByteBuffer.wrap(bytes, from, length);
        ByteBuffer input = incomplete.hasRemaining()
                ? ByteBuffer.allocate(incomplete.remaining() + length)
                        .put(incomplete)
                        .put(chunk)
                        .flip()
                : chunk;
        decode(input, false);
        incomplete = ByteBuffer.allocate(input.remaining()).put(input).flip();
    }

    /** Fails if the last character is incomplete. */
    void end() {
        decode(incomplete, true);
    }

    private void decode(ByteBuffer input, boolean last) {
        CoderResult result;
        do {
            result = decoder.decode(input, unused.clear(), last);
        } while (result.isOverflow());
        if (result.isError()) {
            throw new UnreadableBodyException("body", "UTF-8");
        }
    }

    /** Returns whether a text has no unpaired surrogates. */
    static boolean isWellFormed(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c)) {
                return false;
            }
        }
        return true;
    }
}
