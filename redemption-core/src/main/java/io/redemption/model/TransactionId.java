package io.redemption.model;

import io.redemption.internal.Checks;

/**
 * The merchant's id of the purchase that a redemption belongs to, as sent to the issuer and as read back. One that is
 * unique to an attempt is its <i>marker</i>. Immutable.
 *
 * @param value 1 to 255 UTF-16 units; what an issuer lists is accepted unchanged, what is sent is checked by the rules
 */
public record TransactionId(String value) {
    /**
     * Checks the components.
     *
     * @throws NullPointerException if it is missing
     * @throws IllegalArgumentException if the value is empty or too long
     */
    public TransactionId {
        Checks.text("transaction id", Checks.required("value", value), 255);
    }

    /**
     * Returns the id with this value.
     *
     * @param value as {@link #value}
     * @return the id
     */
    public static TransactionId of(String value) {
        return new TransactionId(value);
    }

    /** {@return the value in visible ASCII, cut at 64 characters} */
    @Override
    public String toString() {
        return Checks.shown(value);
    }
}
