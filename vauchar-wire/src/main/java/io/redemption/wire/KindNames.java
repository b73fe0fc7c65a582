package io.redemption.wire;

import io.redemption.model.RedeemableKind;
import org.jspecify.annotations.Nullable;

/** The API's names of a kind of redeemable: in paths, in bodies and in messages. */
enum KindNames {
    COUPON(RedeemableKind.COUPON, "coupons", "coupon", "coupon_id", "coupon_code", "Coupon"),
    VOUCHER(RedeemableKind.VOUCHER, "vouchers", "voucher", "voucher_id", "voucher_code", "Voucher"),
    GIFT_CARD(RedeemableKind.GIFT_CARD, "gift-cards", "gift-card", "gift_card_id", "gift_card_code", "Gift Card");

    final RedeemableKind kind;
    final String segment;
    final String type;
    final String idField;
    final String codeField;
    final String title;

    KindNames(RedeemableKind kind, String segment, String type, String idField, String codeField, String title) {
        this.kind = kind;
        this.segment = segment;
        this.type = type;
        this.idField = idField;
        this.codeField = codeField;
        this.title = title;
    }

    static KindNames of(RedeemableKind kind) {
        return switch (kind) {
            case COUPON -> COUPON;
            case VOUCHER -> VOUCHER;
            case GIFT_CARD -> GIFT_CARD;
        };
    }

    static @Nullable KindNames ofSegment(String segment) {
        for (KindNames names : values()) {
            if (names.segment.equals(segment)) {
                return names;
            }
        }
        return null;
    }

    static @Nullable KindNames ofType(@Nullable String type) {
        for (KindNames names : values()) {
            if (names.type.equals(type)) {
                return names;
            }
        }
        return null;
    }
}
