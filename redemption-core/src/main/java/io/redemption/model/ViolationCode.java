package io.redemption.model;

import io.redemption.internal.Checks;

/**
 * The stable name of a reason for a refusal. It is not an enumeration, so that shops add their own
 * ({@code ViolationCode.of("acme.min_basket")}) and a code of a newer issuer is kept. Immutable.
 *
 * @param value 1 to 64 characters of {@code a-z 0-9 _ . -}
 */
public record ViolationCode(String value) {
    /** A coupon or voucher needs a user id. */
    public static final ViolationCode USER_REQUIRED = of("user_required");

    /** A gift card needs a value. */
    public static final ViolationCode VALUE_REQUIRED = of("value_required");

    /** The value is zero. */
    public static final ViolationCode VALUE_NOT_POSITIVE = of("value_not_positive");

    /** The value has more decimals than the issuer keeps; {@code max_decimals} holds the number. */
    public static final ViolationCode TOO_MANY_DECIMALS = of("too_many_decimals");

    /** A text holds control characters, direction marks or broken Unicode; {@code field} holds which. */
    public static final ViolationCode MALFORMED_TEXT = of("malformed_text");

    /** There is no such redeemable. */
    public static final ViolationCode UNKNOWN_REDEEMABLE = of("unknown_redeemable");

    /** The redeemable is switched off. */
    public static final ViolationCode INACTIVE = of("inactive");

    /** The redeemable is not valid yet; {@code valid_from} holds from when. */
    public static final ViolationCode NOT_STARTED = of("not_started");

    /** The redeemable is not valid any more; {@code valid_until} holds since when. */
    public static final ViolationCode EXPIRED = of("expired");

    /** All users together have used the coupon as often as they may; {@code limit} holds the number. */
    public static final ViolationCode TOTAL_LIMIT_REACHED = of("total_limit_reached");

    /** This user has used the coupon as often as they may; {@code limit} holds the number. */
    public static final ViolationCode USER_LIMIT_REACHED = of("user_limit_reached");

    /** The coupon is for users who have not redeemed one of this merchant's coupons. */
    public static final ViolationCode NEW_USERS_ONLY = of("new_users_only");

    /** The coupon is for users who have redeemed one of this merchant's coupons. */
    public static final ViolationCode EXISTING_USERS_ONLY = of("existing_users_only");

    /** The voucher is used up. */
    public static final ViolationCode ALREADY_REDEEMED = of("already_redeemed");

    /** The gift card holds less than the value; {@code balance} holds its balance, if it is known. */
    public static final ViolationCode BALANCE_TOO_LOW = of("balance_too_low");

    /**
     * The attempt id was used before with other content; {@code redeemed} holds whether that was redeemed: {@code yes},
     * {@code no} or {@code unknown}.
     */
    public static final ViolationCode ATTEMPT_REUSED = of("attempt_reused");

    /** The attempt was redeemed and reversed since. To redeem again, make a new attempt. */
    public static final ViolationCode ATTEMPT_REVERSED = of("attempt_reversed");

    /**
     * The unique transaction id was used on this redeemable before with other content; {@code redeemed} holds whether
     * that was redeemed: {@code yes} or {@code unknown}.
     */
    public static final ViolationCode TRANSACTION_REUSED = of("transaction_reused");

    /** The issuer refused without a readable reason; {@code status} holds its status, if there is one. */
    public static final ViolationCode REFUSED_BY_ISSUER = of("refused_by_issuer");

    /**
     * Checks the components.
     *
     * @throws NullPointerException if it is missing
     * @throws IllegalArgumentException if the value is no such name
     */
    public ViolationCode {
        Checks.required("value", value);
        if (value.isEmpty() || value.length() > 64 || !value.chars().allMatch(ViolationCode::isNamePart)) {
            throw Checks.unexpected("violation code", value, "1 to 64 characters of a-z 0-9 _ . -");
        }
    }

    /**
     * Returns the code with this name.
     *
     * @param value as {@link #value}
     * @return the code
     */
    public static ViolationCode of(String value) {
        return new ViolationCode(value);
    }

    private static boolean isNamePart(int c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '.' || c == '-';
    }

    @Override
    public String toString() {
        return value;
    }
}
