package io.redemption.model;

import io.redemption.internal.Checks;

/**
 * The stable name of a reason why something is refused. A value, not an enumeration: shops add their own
 * ({@code ViolationCode.of("acme.min_basket")}), and a code that a newer issuer sends survives the journey. Immutable.
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

    /** The value has more decimals than the issuer keeps; {@code max_decimals} tells how many those are. */
    public static final ViolationCode TOO_MANY_DECIMALS = of("too_many_decimals");

    /** A text holds control characters, direction marks or broken Unicode; {@code field} tells which. */
    public static final ViolationCode MALFORMED_TEXT = of("malformed_text");

    /** There is no such redeemable. */
    public static final ViolationCode UNKNOWN_REDEEMABLE = of("unknown_redeemable");

    /** The redeemable is switched off. */
    public static final ViolationCode INACTIVE = of("inactive");

    /** The redeemable is not valid yet; {@code valid_from} tells from when. */
    public static final ViolationCode NOT_STARTED = of("not_started");

    /** The redeemable is not valid any more; {@code valid_until} tells since when. */
    public static final ViolationCode EXPIRED = of("expired");

    /** All users together have used the coupon as often as they may; {@code limit} tells how often. */
    public static final ViolationCode TOTAL_LIMIT_REACHED = of("total_limit_reached");

    /** This user has used the coupon as often as she may; {@code limit} tells how often. */
    public static final ViolationCode USER_LIMIT_REACHED = of("user_limit_reached");

    /** The coupon is for users who have not redeemed one of this merchant's coupons. */
    public static final ViolationCode NEW_USERS_ONLY = of("new_users_only");

    /** The coupon is for users who have redeemed one of this merchant's coupons. */
    public static final ViolationCode EXISTING_USERS_ONLY = of("existing_users_only");

    /** The voucher is used up. */
    public static final ViolationCode ALREADY_REDEEMED = of("already_redeemed");

    /** The gift card holds less than the value; {@code balance} tells what it holds, if the issuer does. */
    public static final ViolationCode BALANCE_TOO_LOW = of("balance_too_low");

    /**
     * The attempt id was used before, for something else; {@code redeemed} tells whether that was redeemed:
     * {@code yes}, {@code no} or {@code unknown}.
     */
    public static final ViolationCode ATTEMPT_REUSED = of("attempt_reused");

    /** The attempt was redeemed and taken back since; to redeem again, make a new attempt. */
    public static final ViolationCode ATTEMPT_REVERSED = of("attempt_reversed");

    /**
     * The transaction id, which was said to be unique, was used on this redeemable before, for something else;
     * {@code redeemed} tells whether that was redeemed: {@code yes} or {@code unknown}.
     */
    public static final ViolationCode TRANSACTION_REUSED = of("transaction_reused");

    /** The issuer refused and gave no reason that can be read; {@code status} tells its status, if it has one. */
    public static final ViolationCode REFUSED_BY_ISSUER = of("refused_by_issuer");

    /**
     * Checks the components.
     *
     * @param value as the component says
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
