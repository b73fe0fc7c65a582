package io.redemption.wire;

/**
 * A body or a query that cannot be read. Names the field and what was expected there, never its content, because bodies
 * contain personal data, codes and gift-card ids. For the same reason it has no cause.
 *
 * <p>On a read it means that the read failed. In the response to a write it proves nothing about the write.
 */
public final class UnreadableBodyException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String field;

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
