package io.redemption.port;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Writes texts and numbers one after another into an array of bytes, and reads them in the same order. */
final class CompactText {
    private static final int NONE = 0;
    private static final int SAME = 1;
    private static final int FIRST_LENGTH = 2;
    private static final char LAST_OF_ONE_BYTE = 0xFF;

    private CompactText() {}

    /** Writes. The buffer is used again. Not thread-safe. */
    static final class Writer {
        private byte[] buffer = new byte[512];
        private int size;

        /** Begins anew, whatever was written. */
        Writer begin() {
            size = 0;
            return this;
        }

        Writer text(@Nullable String text) {
            return text == null ? number(NONE) : characters(text);
        }

        /** Writes a text that is often the same as an earlier one, which the reader knows by then. */
        Writer text(@Nullable String text, @Nullable String earlier) {
            return text != null && text.equals(earlier) ? number(SAME) : text(text);
        }

        /** Writes a number, in the fewer bytes the smaller it is. A negative one takes ten. */
        Writer number(long number) {
            reserve(10);
            long rest = number;
            while ((rest & ~0x7FL) != 0) {
                buffer[size++] = (byte) ((rest & 0x7F) | 0x80);
                rest >>>= 7;
            }
            buffer[size++] = (byte) rest;
            return this;
        }

        byte[] written() {
            return Arrays.copyOf(buffer, size);
        }

        private Writer characters(String text) {
            int length = text.length();
            boolean isWide = isWide(text);
            number(FIRST_LENGTH + ((long) length << 1) + (isWide ? 1 : 0));
            reserve(2 * length);
            for (int i = 0; i < length; i++) {
                char c = text.charAt(i);
                if (isWide) {
                    buffer[size++] = (byte) (c >> 8);
                }
                buffer[size++] = (byte) c;
            }
            return this;
        }

        private static boolean isWide(String text) {
            for (int i = 0; i < text.length(); i++) {
                if (text.charAt(i) > LAST_OF_ONE_BYTE) {
                    return true;
                }
            }
            return false;
        }

        private void reserve(int more) {
            if (buffer.length - size < more) {
                buffer = Arrays.copyOf(buffer, Math.max(2 * buffer.length, size + more));
            }
        }
    }

    /** Reads. Not thread-safe. */
    static final class Reader {
        private final byte[] bytes;
        private int position;

        Reader(byte[] bytes) {
            this.bytes = bytes;
        }

        @Nullable
        String text() {
            return text(null);
        }

        /** Reads a text that must be there. */
        String requiredText() {
            return Objects.requireNonNull(text());
        }

        @Nullable
        String text(@Nullable String earlier) {
            long head = number();
            if (head <= SAME) {
                return head == NONE ? null : earlier;
            }
            boolean isWide = ((head - FIRST_LENGTH) & 1) != 0;
            char[] characters = new char[(int) ((head - FIRST_LENGTH) >> 1)];
            for (int i = 0; i < characters.length; i++) {
                int high = isWide ? (bytes[position++] & 0xFF) << 8 : 0;
                characters[i] = (char) (high | (bytes[position++] & 0xFF));
            }
            return new String(characters);
        }

        long number() {
            long number = 0;
            for (int shift = 0; ; shift += 7) {
                byte next = bytes[position++];
                number |= (long) (next & 0x7F) << shift;
                if (next >= 0) {
                    return number;
                }
            }
        }
    }
}
