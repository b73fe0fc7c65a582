package io.redemption.wire;

import java.io.IOException;

/** The characters of a token, valid until the next one. Not thread-safe. */
interface TokenText {
    /** Returns the characters of a name, a string or a number as a string; otherwise an empty one. */
    String string() throws IOException;

    /** Returns an array with the characters of a string or a number, from {@link #offset}; not to be changed. */
    char[] characters() throws IOException;

    /** Returns where the characters begin. */
    int offset() throws IOException;

    /** Returns the number of characters. */
    int length() throws IOException;
}
