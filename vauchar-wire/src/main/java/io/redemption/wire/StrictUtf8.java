package io.redemption.wire;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Refuses bytes that are not UTF-8 as RFC 3629 defines it: overlong forms, encoded surrogates, code points above
 * U+10FFFF. The JSON parser lets the first two pass. Works on chunks, and allocates nothing: the decoder of the JDK
 * takes a buffer for each body and is no faster on text that is not ASCII. Not thread-safe.
 */
final class StrictUtf8 {
    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final long NOT_ASCII = 0x8080808080808080L;

    private int pending;
    private int low = 0x80;
    private int high = 0xBF;

    /** Looks at the next bytes. */
    void accept(byte[] bytes, int from, int length) {
        int end = from + length;
        for (int i = from; i < end; i++) {
            while (pending == 0 && i + Long.BYTES <= end && ((long) EIGHT.get(bytes, i) & NOT_ASCII) == 0) {
                i += Long.BYTES;
            }
            if (i < end) {
                accept(bytes[i] & 0xFF);
            }
        }
    }

    /** There are no more bytes. */
    void end() {
        if (pending > 0) {
            throw broken();
        }
    }

    private void accept(int octet) {
        if (pending > 0) {
            follow(octet);
        } else if (octet >= 0x80) {
            lead(octet);
        }
    }

    private void follow(int octet) {
        if (octet < low || octet > high) {
            throw broken();
        }
        pending--;
        low = 0x80;
        high = 0xBF;
    }

    private void lead(int octet) {
        if (octet < 0xC2 || octet > 0xF4) {
            throw broken();
        }
        pending = octet < 0xE0 ? 1 : octet < 0xF0 ? 2 : 3;
        low = octet == 0xE0 ? 0xA0 : octet == 0xF0 ? 0x90 : 0x80;
        high = octet == 0xED ? 0x9F : octet == 0xF4 ? 0x8F : 0xBF;
    }

    private static UnreadableBodyException broken() {
        return new UnreadableBodyException("body", "UTF-8");
    }

    /** Whether every surrogate among the characters has its other half. */
    static boolean isWellFormed(char[] text, int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            if (Character.isSurrogate(text[i])) {
                return isWellFormed(new String(text, offset, length));
            }
        }
        return true;
    }

    /** Whether every surrogate in a text has its other half. */
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
