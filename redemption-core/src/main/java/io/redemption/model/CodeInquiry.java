package io.redemption.model;

import io.redemption.internal.Checks;
import org.jspecify.annotations.Nullable;

/**
 * A request to validate a code. Holds a bearer secret and a user id, which {@link #toString} does not show. Immutable.
 *
 * @param code what the shopper typed
 * @param kind the expected kind, or {@code null} for any
 * @param userId the user who would redeem, or {@code null}
 * @param value the order's total for a coupon, the value to use for a gift card, or {@code null}
 */
public record CodeInquiry(
        Code code,
        @Nullable RedeemableKind kind,
        @Nullable String userId,
        @Nullable Amount value) {
    /**
     * Checks the components.
     *
     * @throws NullPointerException if the code is missing
     */
    public CodeInquiry {
        Checks.required("code", code);
    }

    /** {@return the kind only} */
    @Override
    public String toString() {
        return "CodeInquiry[" + (kind == null ? "any kind" : kind) + "]";
    }
}
