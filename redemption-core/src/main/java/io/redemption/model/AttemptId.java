package io.redemption.model;

import io.redemption.internal.Checks;

/**
 * The id of one attempt to redeem, and its idempotency key: an issuer that honours it redeems at most once under it.
 * Created by {@code Redemptions} or by the caller, never by an adapter. Immutable.
 *
 * @param value 1 to 64 visible ASCII characters other than the double quote and the backslash, so that it fits into an
 *     HTTP header field
 */
public record AttemptId(String value) {
    /**
     * Checks the components.
     *
     * @throws NullPointerException if it is missing
     * @throws IllegalArgumentException if the value is not such a text
     */
    public AttemptId {
        Checks.required("value", value);
        if (value.isEmpty() || value.length() > 64) {
            throw Checks.unexpected("attempt id", value, "1 to 64 characters");
        }
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c <= ' ' || c > '~' || c == '"' || c == '\\') {
                throw Checks.unexpected("attempt id", value, "visible ASCII without \" and \\");
            }
        }
    }

    /**
     * Returns the id with this value.
     *
     * @param value as {@link #value}
     * @return the id
     */
    public static AttemptId of(String value) {
        return new AttemptId(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
