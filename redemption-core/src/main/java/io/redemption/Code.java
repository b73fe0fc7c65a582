package io.redemption;

/**
 * What a shopper types: the public name of a redeemable. A bearer secret, so {@link #toString} shows its length only.
 * Whether case matters is the issuer's affair; nothing is folded here. Immutable.
 *
 * @param value 1 to 128 characters, without white space around them and without control characters
 */
public record Code(String value) {
    /**
     * Checks the components.
     *
     * @param value as the component says
     * @throws IllegalArgumentException if the value is empty, too long, padded or holds a control character
     */
    public Code {
        Checks.text("code", value, 128);
        if (!value.equals(value.strip()) || value.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(
                    "code: " + Checks.mask(value) + " (expected: no white space around it and no control characters)");
        }
    }

    /**
     * The code in what somebody typed: white space around it is dropped, all else is kept as it is.
     *
     * @param typed the input, with 1 to 128 characters after stripping
     * @return the code
     * @throws IllegalArgumentException if nothing is left, or too much
     */
    public static Code of(String typed) {
        return new Code(typed.strip());
    }

    /** {@return the length only} */
    @Override
    public String toString() {
        return Checks.mask(value);
    }
}
