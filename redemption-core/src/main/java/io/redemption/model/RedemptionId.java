package io.redemption.model;

import io.redemption.internal.Checks;

/**
 * The issuer's identifier of one redemption, for example {@code res-1502473727598dedff485f1}. Opaque. Immutable.
 *
 * @param value 1 to 128 characters of {@code A-Z a-z 0-9 . _ ~ -} (RFC 3986 <i>unreserved</i>), not a dot segment
 */
public record RedemptionId(String value) {
    /**
     * Checks the components.
     *
     * @throws NullPointerException if it is missing
     * @throws IllegalArgumentException if the value is not such a segment
     */
    public RedemptionId {
        Checks.required("value", value);
        Checks.identifier("redemption id", value, false);
    }

    /**
     * Returns the id with this value.
     *
     * @param value as {@link #value}
     * @return the id
     */
    public static RedemptionId of(String value) {
        return new RedemptionId(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
