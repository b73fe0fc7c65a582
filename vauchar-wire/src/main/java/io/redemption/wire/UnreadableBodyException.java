package io.redemption.wire;

/**
 * A body or a query that cannot be understood. Tells which field and what was expected there, never what was there
 * instead, because bodies hold personal data, codes and gift-card ids; for the same reason it has no cause.
 *
 * <p>On a read it means that the read failed. On the answer to a write it proves nothing about the write.
 */
public final class UnreadableBodyException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** Where. */
    private final String field;

    /** What should be there. */
    private final String expected;

    UnreadableBodyException(String field, String expected) {
        super(field + ": not readable (expected: " + expected + ")");
        this.field = field;
        this.expected = expected;
    }

    /** {@return where it is, for example {@code data[3].value_used}; {@code body} for the whole} */
    public String field() {
        return field;
    }

    /** {@return what was expected there} */
    public String expected() {
        return expected;
    }
}
