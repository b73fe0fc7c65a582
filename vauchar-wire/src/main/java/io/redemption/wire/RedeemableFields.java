package io.redemption.wire;

import io.redemption.Amount;
import io.redemption.Audience;
import io.redemption.Coupon;
import io.redemption.GiftCard;
import io.redemption.Redeemable;
import io.redemption.RedeemableId;
import io.redemption.RedeemableKind;
import io.redemption.RedeemableState;
import io.redemption.Usage;
import io.redemption.UseLimit;
import io.redemption.Voucher;

/** Reads coupon, voucher and gift-card objects. */
final class RedeemableFields {
    private static final String ID = "1 to 128 characters A-Z a-z 0-9 . _ ~ -";
    private static final long MAX_LIMIT = 999_999_999_999_999_999L;

    private RedeemableFields() {}

    /** Reads an object of this kind; a {@code type} that is there must say so. */
    static RedeemableState read(Fields fields, RedeemableKind kind) {
        KindNames names = KindNames.of(kind);
        String type = fields.text("type");
        if (type != null && !type.equals(names.type)) {
            throw fields.unreadable("type", names.type);
        }
        RedeemableId id = fields.required("id", ID, text -> new RedeemableId(kind, text));
        Redeemable redeemable = switch (kind) {
            case COUPON -> coupon(fields, id);
            case VOUCHER -> voucher(fields, id);
            case GIFT_CARD -> giftCard(fields, id);
        };
        return new RedeemableState(redeemable, usage(fields, kind), fields.secondsUnlessZero("created"));
    }

    static UseLimit limit(Fields fields, String name) {
        Long max = fields.integer(name, 0, MAX_LIMIT);
        return max == null ? UseLimit.NONE : UseLimit.of(max);
    }

    static Audience audience(Fields fields) {
        Long audience = fields.integer("allowed_users", 0, 2);
        for (Audience known : Audience.values()) {
            if (audience != null && audience == TermsFields.number(known)) {
                return known;
            }
        }
        return Audience.ALL_USERS;
    }

    private static Coupon coupon(Fields fields, RedeemableId id) {
        return new Coupon(
                id,
                TermsFields.code(fields, "coupon_code"),
                TermsFields.active(fields),
                TermsFields.validity(fields),
                TermsFields.value(fields),
                TermsFields.currency(fields),
                limit(fields, "redemptions_limit_total"),
                limit(fields, "redemptions_limit_per_user"),
                audience(fields));
    }

    private static Voucher voucher(Fields fields, RedeemableId id) {
        return new Voucher(
                id,
                TermsFields.code(fields, "voucher_code"),
                TermsFields.active(fields),
                TermsFields.validity(fields),
                TermsFields.value(fields),
                TermsFields.currency(fields),
                true,
                TermsFields.texts(fields, "teams"));
    }

    private static GiftCard giftCard(Fields fields, RedeemableId id) {
        Amount total = fields.amount("total_value");
        Amount issued = total == null ? fields.amount("value") : total;
        if (issued == null) {
            throw fields.unreadable("total_value", "an amount");
        }
        return new GiftCard(
                id,
                TermsFields.code(fields, "gift_card_code"),
                TermsFields.active(fields),
                TermsFields.validity(fields),
                issued,
                TermsFields.currency(fields));
    }

    private static Usage usage(Fields fields, RedeemableKind kind) {
        Long redeemed = kind == RedeemableKind.VOUCHER ? fields.integer("redeemed", 0, 1) : null;
        Amount balance = kind == RedeemableKind.GIFT_CARD ? fields.amount("balance") : null;
        if (redeemed != null) {
            return Usage.ofVoucher(redeemed == 1, fields.secondsUnlessZero("redeemed_date"));
        }
        return balance == null ? Usage.UNTOLD : Usage.ofBalance(balance);
    }
}
