package io.redemption.model;

import io.redemption.internal.Checks;
import org.jspecify.annotations.Nullable;

/**
 * The user who redeems. Personal data: {@link #toString} shows only which fields are present. Immutable.
 *
 * @param userId the merchant's id of the user, 1 to 255 characters, or {@code null}; {@code "0"} is an id like any
 *     other. White space at its ends, by Unicode, is removed, because {@code "17 "} and {@code "17"} are one user
 * @param email the e-mail address, 1 to 255 characters, or {@code null}; its form is not checked
 * @param phone the phone number, 1 to 255 characters, or {@code null}; its form is not checked
 */
public record Redeemer(
        @Nullable String userId,
        @Nullable String email,
        @Nullable String phone) {
    /** No user, which only a gift card allows. */
    public static final Redeemer ANONYMOUS = new Redeemer(null, null, null);

    /**
     * Checks the components.
     *
     * @throws IllegalArgumentException if a field is empty or too long, or the user id is blank
     */
    public Redeemer {
        if (userId != null) {
            checked("user id", userId);
            userId = Blanks.stripSpaces(userId);
            if (userId.isEmpty()) {
                throw new IllegalArgumentException(
                        "user id: blank (expected: 1 to 255 characters, not only white space)");
            }
        }
        checked("user e-mail", email);
        checked("user phone", phone);
    }

    private static void checked(String name, @Nullable String value) {
        if (value != null) {
            Checks.text(name, value, 255);
        }
    }

    /** {@return which fields are present, never their values} */
    @Override
    public String toString() {
        return "Redeemer[" + shown("userId", userId) + shown("email", email)
                + shown("phone", phone).trim() + "]";
    }

    private static String shown(String name, @Nullable String value) {
        return name + (value == null ? "=absent " : "=" + Checks.mask(value) + " ");
    }
}
