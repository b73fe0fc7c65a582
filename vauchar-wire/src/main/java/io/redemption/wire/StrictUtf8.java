package io.redemption.wire;

/**
 * Refuses bytes that are not UTF-8 as RFC 3629 defines it: overlong forms, encoded surrogates, code points above
 * U+10FFFF. The JSON parser lets the first two pass. Works on chunks, and allocates nothing: the decoder of the JDK
 * takes a buffer for each body and is no faster on text that is not ASCII. Not thread-safe.
 */
final class StrictUtf8 {
    private int pending;
    private int low = 0x80;
    private int high = 0xBF;

    /** Looks at the next bytes. */
    void accept(byte[] bytes, int from, int length) {
        for (int i = from; i < from + length; i++) {
            accept(bytes[i] & 0xFF);
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
