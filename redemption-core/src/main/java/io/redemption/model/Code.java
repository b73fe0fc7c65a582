package io.redemption.model;

import io.redemption.internal.Checks;

/**
 * The code of a redeemable, which a shopper types. A bearer secret, so {@link #toString} shows its length only. The
 * issuer decides whether case matters; nothing is folded here. Immutable.
 *
 * <p>White space and format characters at the ends, by Unicode, are never part of a code: they come from mails, web
 * pages and messengers. Characters inside are kept and sent unchanged.
 *
 * @param value 1 to 128 characters, without white space and invisible characters around them and without control
 *     characters. A joiner, variation selector or tag that the last letter or emoji needs is part of it
 */
public record Code(String value) {
    /** The longest code, in UTF-16 units: {@value}. */
    public static final int MAX_LENGTH = 128;

    /**
     * Checks the components.
     *
     * @throws NullPointerException if it is missing
     * @throws IllegalArgumentException if the value is empty, too long, padded or holds a control character
     */
    public Code {
        Checks.text("code", Checks.required("value", value), MAX_LENGTH);
        if (!value.equals(Blanks.strip(value)) || value.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("code: " + Checks.mask(value)
                    + " (expected: no white space or invisible characters around it and no control characters)");
        }
    }

    /**
     * Reads a typed code: removes white space and invisible characters around it, and keeps the rest unchanged.
     *
     * @param typed the input, with 1 to 128 characters after stripping
     * @return the code
     * @throws IllegalArgumentException if nothing is left, or too much
     */
    public static Code of(String typed) {
        return new Code(Blanks.strip(Checks.required("typed", typed)));
    }

    /**
     * Returns a key that is equal for codes that look the same: without invisible characters, with one kind of space,
     * in the normal form NFC. An issuer compares it, so that it issues no two codes that look the same. A code is
     * looked up by its {@link #value}, not by this key.
     *
     * @return the key; as secret as the code
     */
    public String comparisonKey() {
        return Blanks.key(value);
    }

    /**
     * Returns whether the code holds an invisible character that the letters or emoji around it do not need, such as a
     * zero-width space. Such a code can be read and looked up, but should not be issued.
     *
     * @return whether there is one
     */
    public boolean hasHiddenCharacters() {
        return Blanks.hasNeedless(value);
    }

    /** {@return the length only} */
    @Override
    public String toString() {
        return Checks.mask(value);
    }
}
