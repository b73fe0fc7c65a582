package io.redemption;

/**
 * The currency of a redeemable's terms, as ISO 4217 writes it. Immutable.
 *
 * @param value three letters {@code A-Z}, for example {@code USD}; private codes of that shape are allowed
 */
public record CurrencyCode(String value) {
    /**
     * Checks the components.
     *
     * @param value as the component says
     * @throws IllegalArgumentException if the value is not three such letters
     */
    public CurrencyCode {
        if (value.length() != 3 || !value.chars().allMatch(c -> c >= 'A' && c <= 'Z')) {
            throw Checks.unexpected("currency", value, "three letters A-Z");
        }
    }

    /**
     * The currency with this code.
     *
     * @param value as {@link #value}
     * @return the currency
     */
    public static CurrencyCode of(String value) {
        return new CurrencyCode(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
