package io.redemption.model;

import io.redemption.internal.Checks;

/**
 * The issuer's identifier of one redeemable, for example {@code cpn-1502288320598b19c0d59fd}. Opaque; not the code that
 * a shopper types, which is a {@link Code}. Immutable.
 *
 * <p>The value is one path segment of RFC 3986 <i>unreserved</i> characters, so that every id gives exactly one
 * well-formed request. Anyone who knows a gift card's id can spend its money, so {@link #toString} masks it.
 *
 * @param kind what the id identifies
 * @param value 1 to 128 characters of {@code A-Z a-z 0-9 . _ ~ -}, not a dot segment
 */
public record RedeemableId(RedeemableKind kind, String value) {
    /**
     * Checks the components.
     *
     * @throws NullPointerException if one is missing
     * @throws IllegalArgumentException if the value is not such a segment
     */
    public RedeemableId {
        Checks.required("kind", kind);
        Checks.required("value", value);
        Checks.identifier("redeemable id", value, kind == RedeemableKind.GIFT_CARD);
    }

    /**
     * Returns the id of a coupon.
     *
     * @param value as {@link #value}
     * @return the id
     */
    public static RedeemableId coupon(String value) {
        return new RedeemableId(RedeemableKind.COUPON, value);
    }

    /**
     * Returns the id of a voucher.
     *
     * @param value as {@link #value}
     * @return the id
     */
    public static RedeemableId voucher(String value) {
        return new RedeemableId(RedeemableKind.VOUCHER, value);
    }

    /**
     * Returns the id of a gift card.
     *
     * @param value as {@link #value}
     * @return the id
     */
    public static RedeemableId giftCard(String value) {
        return new RedeemableId(RedeemableKind.GIFT_CARD, value);
    }

    /** {@return kind and value; of a gift card, its length only} */
    @Override
    public String toString() {
        return kind + ":" + (kind == RedeemableKind.GIFT_CARD ? Checks.mask(value) : value);
    }
}
