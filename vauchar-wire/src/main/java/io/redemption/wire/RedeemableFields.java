package io.redemption.wire;

import io.redemption.model.Amount;
import io.redemption.model.Audience;
import io.redemption.model.Code;
import io.redemption.model.Coupon;
import io.redemption.model.CurrencyCode;
import io.redemption.model.Discount;
import io.redemption.model.GiftCard;
import io.redemption.model.Redeemable;
import io.redemption.model.RedeemableId;
import io.redemption.model.RedeemableKind;
import io.redemption.model.RedeemableState;
import io.redemption.model.Usage;
import io.redemption.model.UsageLimit;
import io.redemption.model.Validity;
import io.redemption.model.Voucher;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads coupon, voucher and gift-card objects: leniently from an issuer, where a term that cannot be read is unknown,
 * or strictly for what is to be issued.
 */
final class RedeemableFields {
    private static final String ID = "1 to 128 characters A-Z a-z 0-9 . _ ~ -";
    private static final String TOTAL = "redemptions_limit_total";
    private static final String PER_USER = "redemptions_limit_per_user";
    /** The API allows 30 characters; the bound for what issuers send is wider. */
    private static final int MAX_TAG = 255;

    private static final long MAX_LIMIT = 999_999_999_999_999_999L;

    private final Fields fields;
    private final boolean lenient;

    private RedeemableFields(Fields fields, boolean lenient) {
        this.fields = fields;
        this.lenient = lenient;
    }

    /**
     * Reads an object of this kind; its {@code type}, if there is one, must match. Terms that cannot be read are
     * unknown.
     */
    static RedeemableState lenient(Fields fields, RedeemableKind kind) {
        return new RedeemableFields(fields, true).read(kind);
    }

    /** Reads an object of this kind, all of whose terms must be readable. */
    static RedeemableState strict(Fields fields, RedeemableKind kind) {
        return new RedeemableFields(fields, false).read(kind);
    }

    private RedeemableState read(RedeemableKind kind) {
        KindNames names = KindNames.of(kind);
        String type = fields.text("type");
        if (type != null && !type.equals(names.type)) {
            throw fields.unreadable("type", names.type);
        }
        RedeemableId id = fields.required("id", ID, text -> new RedeemableId(kind, text));
        Code code = term(() -> TermsFields.code(fields, names.codeField));
        CurrencyCode currency = term(() -> TermsFields.currency(fields));
        Boolean active = term(() -> TermsFields.active(fields), "active_status");
        Validity validity = term(() -> TermsFields.validity(fields), "start_time", "expiry_time");
        Redeemable redeemable = switch (kind) {
            case COUPON ->
                new Coupon(
                        id,
                        code,
                        active,
                        validity,
                        value(),
                        currency,
                        term(() -> limit(fields, TOTAL), TOTAL),
                        term(() -> limit(fields, PER_USER), PER_USER),
                        term(() -> audience(fields), "allowed_users"));
            case VOUCHER -> new Voucher(id, code, active, validity, value(), currency, true, teams());
            case GIFT_CARD -> new GiftCard(id, code, active, validity, issuedValue(), currency);
        };
        return new RedeemableState(redeemable, usage(kind), term(() -> fields.timeUnlessZero("created")), tag(kind));
    }

    /** Returns the tag. It never makes an object unreadable, because no rule depends on it; an empty one is absent. */
    private @Nullable String tag(RedeemableKind kind) {
        if (kind == RedeemableKind.COUPON) {
            return null;
        }
        try {
            String tag = fields.text("tag");
            return tag == null || tag.isEmpty() || tag.length() > MAX_TAG ? null : tag;
        } catch (UnreadableBodyException unreadable) {
            return null;
        }
    }

    static UsageLimit limit(Fields fields, String name) {
        Long max = fields.integer(name, 0, MAX_LIMIT);
        return max == null ? UsageLimit.NONE : UsageLimit.of(max);
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

    /**
     * Reads a term that has a default if it is missing. In lenient mode a term that is {@code null} or cannot be read
     * is unknown, whatever its default.
     */
    private <T> @Nullable T term(Supplier<? extends @Nullable T> reader, String... names) {
        if (!lenient) {
            return reader.get();
        }
        for (String name : names) {
            if (fields.raw(name) instanceof Json.JsonNull) {
                return null;
            }
        }
        try {
            return reader.get();
        } catch (UnreadableBodyException unreadable) {
            return null;
        }
    }

    private @Nullable Discount value() {
        return term(() -> TermsFields.value(fields));
    }

    private @Nullable Set<String> teams() {
        return term(() -> TermsFields.texts(fields, "teams"));
    }

    private @Nullable Amount issuedValue() {
        return term(() -> {
            Amount total = fields.amount("total_value");
            Amount issued = total == null ? fields.amount("value") : total;
            if (issued == null) {
                throw fields.unreadable("total_value", Numbers.AMOUNT);
            }
            return issued;
        });
    }

    private Usage usage(RedeemableKind kind) {
        Long redeemed = kind == RedeemableKind.VOUCHER ? term(() -> fields.integer("redeemed", 0, 1)) : null;
        Amount balance = kind == RedeemableKind.GIFT_CARD ? term(() -> fields.amount("balance")) : null;
        if (redeemed != null) {
            return Usage.ofVoucher(redeemed == 1, term(() -> fields.timeUnlessZero("redeemed_date")));
        }
        return balance == null ? Usage.UNKNOWN : Usage.ofBalance(balance);
    }
}
