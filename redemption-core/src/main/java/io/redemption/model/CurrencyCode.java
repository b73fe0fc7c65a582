package io.redemption.model;

import io.redemption.internal.Checks;
import java.util.Currency;
import java.util.OptionalInt;

/**
 * The currency of a redeemable's terms, as an ISO 4217 code. Immutable.
 *
 * @param value three letters {@code A-Z}, for example {@code USD}; private codes of that shape are allowed
 */
public record CurrencyCode(String value) {
    /**
     * Checks the components.
     *
     * @throws NullPointerException if it is missing
     * @throws IllegalArgumentException if the value is not three such letters
     */
    public CurrencyCode {
        Checks.required("value", value);
        if (value.length() != 3 || !value.chars().allMatch(c -> c >= 'A' && c <= 'Z')) {
            throw Checks.unexpected("currency", value, "three letters A-Z");
        }
    }

    /**
     * Returns the currency with this code.
     *
     * @param value as {@link #value}
     * @return the currency
     */
    public static CurrencyCode of(String value) {
        return new CurrencyCode(value);
    }

    /**
     * Returns the number of decimals of this currency, as {@link Currency} of the JDK knows it from ISO 4217: 2 for
     * {@code USD}, 0 for {@code JPY}, 3 for {@code KWD}.
     *
     * @return the number, or empty if ISO 4217 has no such currency or gives it no decimals, as for {@code XAU}
     */
    public OptionalInt decimals() {
        try {
            int decimals = Currency.getInstance(value).getDefaultFractionDigits();
            return decimals < 0 ? OptionalInt.empty() : OptionalInt.of(decimals);
        } catch (IllegalArgumentException notInIso4217) {
            return OptionalInt.empty();
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
