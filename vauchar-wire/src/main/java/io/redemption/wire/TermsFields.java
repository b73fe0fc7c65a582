package io.redemption.wire;

import io.redemption.model.Amount;
import io.redemption.model.Audience;
import io.redemption.model.Code;
import io.redemption.model.CurrencyCode;
import io.redemption.model.Discount;
import io.redemption.model.Validity;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the fields that coupons, vouchers and gift cards share. */
final class TermsFields {
    private static final String CODE = "1 to " + Code.MAX_LENGTH + " characters without control characters";

    private TermsFields() {}

    static @Nullable Code code(Fields fields, String name) {
        return fields.value(name, CODE, Code::of);
    }

    static @Nullable CurrencyCode currency(Fields fields) {
        return fields.value("currency", "three letters", text -> CurrencyCode.of(text.toUpperCase(Locale.ROOT)));
    }

    static CurrencyCode requiredCurrency(Fields fields) {
        CurrencyCode currency = currency(fields);
        if (currency == null) {
            throw fields.unreadable("currency", "three letters");
        }
        return currency;
    }

    /** Returns start and end of the validity; 0 is absent. */
    static Validity validity(Fields fields) {
        Instant from = fields.timeUnlessZero("start_time");
        Instant until = fields.timeUnlessZero("expiry_time");
        if (from != null && until != null && until.isBefore(from)) {
            throw fields.unreadable("expiry_time", "not before start_time");
        }
        return new Validity(from, until);
    }

    /** Returns whether it is active, which is the default. */
    static boolean active(Fields fields) {
        Long active = fields.integer("active_status", 0, 1);
        return active == null || active == 1;
    }

    /** Returns a value with its unit, which has several names in the vendor's pages. */
    static Discount value(Fields fields) {
        Amount amount = fields.amount("value");
        if (amount == null) {
            throw fields.unreadable("value", Numbers.AMOUNT);
        }
        String unit = fields.text("value_unit");
        return switch (unit == null ? "" : unit.toLowerCase(Locale.ROOT)) {
            case "value", "fixed" -> new Discount.Fixed(amount);
            case "percent", "percentage" ->
                fields.checked("value", "at most 100 percent", amount, Discount.Percentage::new);
            default -> throw fields.unreadable("value_unit", "value or percentage");
        };
    }

    /** Returns the number of an audience: {@code allowed_users} as the vendor's pages of 2017-2018 list it. */
    static int number(Audience audience) {
        return switch (audience) {
            case ALL_USERS -> 0;
            case NEW_USERS -> 1;
            case EXISTING_USERS -> 2;
        };
    }

    static Set<String> texts(Fields fields, String name) {
        Set<String> texts = new LinkedHashSet<>();
        for (Json item : fields.items(name)) {
            if (!(item instanceof Json.JsonString text)) {
                throw fields.unreadable(name, "an array of strings");
            }
            texts.add(text.value());
        }
        return texts;
    }
}
