package io.redemption.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.redemption.model.Amount;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Bytes of JSON that grow as they are written. Only texts that JSON does not escape are written. Not thread-safe. */
final class PlainBytes {
    private static final int MAX_DIGITS = 19;
    private static final long AMOUNT_UNIT = 10_000;

    private byte[] bytes;
    private int length;

    PlainBytes(int capacity) {
        this.bytes = new byte[capacity];
    }

    /** Returns whether a text is visible ASCII that needs no escapes. */
    static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!isPlain(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isPlain(char c) {
        return c >= ' ' && c <= '~' && c != '"' && c != '\\';
    }

    /** Returns the bytes of a part of JSON that is written many times. */
    static byte[] part(String ascii) {
        return ascii.getBytes(US_ASCII);
    }

    PlainBytes add(byte[] written) {
        reserve(written.length);
        System.arraycopy(written, 0, bytes, length, written.length);
        length += written.length;
        return this;
    }

    /** Writes a text that is known to be plain. */
    @SuppressWarnings("deprecation") // copies without a check what is ASCII
    PlainBytes plain(String text) {
        int size = text.length();
        reserve(size);
        text.getBytes(0, size, bytes, length);
        length += size;
        return this;
    }

    /** Writes a text, nothing for {@code null}. Returns false, and writes nothing, if it is not plain. */
    boolean text(@Nullable String text) {
        if (text != null) {
            if (!isPlain(text)) {
                return false;
            }
            plain(text);
        }
        return true;
    }

    PlainBytes integer(long value) {
        if (value < 0) {
            return add(part(Long.toString(value)));
        }
        reserve(MAX_DIGITS);
        int end = length + MAX_DIGITS;
        int at = end;
        long rest = value;
        do {
            at--;
            bytes[at] = (byte) ('0' + rest % 10);
            rest /= 10;
        } while (rest > 0);
        System.arraycopy(bytes, at, bytes, length, end - at);
        length += end - at;
        return this;
    }

    /** Writes an amount as {@link Amount#toString} does, nothing for {@code null}. */
    PlainBytes amount(@Nullable Amount amount) {
        if (amount == null) {
            return this;
        }
        integer(amount.tenThousandths() / AMOUNT_UNIT);
        reserve(1 + Amount.MAX_DECIMALS);
        // Divided by constants: divisions by a variable took a third of the time of a list.
        int fraction = (int) (amount.tenThousandths() % AMOUNT_UNIT);
        bytes[length++] = '.';
        digit(fraction / 1000);
        digit(fraction / 100 % 10);
        if (fraction % 100 > 0) {
            digit(fraction / 10 % 10);
        }
        if (fraction % 10 > 0) {
            digit(fraction % 10);
        }
        return this;
    }

    private void digit(int digit) {
        bytes[length++] = (byte) ('0' + digit);
    }

    private void reserve(int more) {
        if (more > bytes.length - length) {
            bytes = Arrays.copyOf(bytes, Math.max(length + more, bytes.length + (bytes.length >> 1)));
        }
    }

    int length() {
        return length;
    }

    /** Forgets what was written after this length. */
    void cutTo(int shorter) {
        length = shorter;
    }

    byte[] toByteArray() {
        return Arrays.copyOf(bytes, length);
    }
}
