package io.redemption.wire;

import io.redemption.model.RedeemableId;
import io.redemption.model.Redeemer;
import io.redemption.model.Redemption;
import io.redemption.model.RedemptionId;
import io.redemption.model.TransactionId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Reads redemption objects. Immutable. */
final class RedemptionFields {
    static final String TEXT = "at most 255 characters";

    private static final String USER = "at most 255 characters, not only white space";

    private static final String TYPE = "redemption";
    private static final String ID = "1 to 128 characters A-Z a-z 0-9 . _ ~ -";

    private final RedeemableId requested;
    private final Instant fallbackTime;
    private final int decimals;

    RedemptionFields(RedeemableId requested, Instant fallbackTime, int decimals) {
        this.requested = requested;
        this.fallbackTime = fallbackTime;
        this.decimals = decimals;
    }

    Redemption read(Fields fields) {
        String type = fields.text("type");
        if (type != null && !type.equals(TYPE)) {
            throw fields.unreadable("type", TYPE);
        }
        Instant created = fields.time("created");
        return Redemption.builder(
                        fields.required("id", ID, RedemptionId::of),
                        redeemable(fields),
                        created == null ? fallbackTime : created)
                .redeemer(lenientRedeemer(fields))
                .value(fields.amount("value_used", decimals))
                .transactionId(transactionId(fields))
                .customerId(fields.text("customer_id"))
                .teamId(fields.text("team_id"))
                .href(fields.text("href"))
                .build();
    }

    /** Reads the redeemer. A user id of blanks, which our own requests never contain, is absent. */
    private static Redeemer lenientRedeemer(Fields fields) {
        String userId = fields.text("user_id");
        return userId != null && userId.isBlank() ? contact(fields, null) : redeemer(fields);
    }

    static @Nullable TransactionId transactionId(Fields fields) {
        return fields.value("transaction_id", TEXT, TransactionId::of);
    }

    static Redeemer redeemer(Fields fields) {
        return contact(fields, userId(fields, "user_id"));
    }

    /** Reads the redeemer field by field, so that the error names the right one. */
    private static Redeemer contact(Fields fields, @Nullable String userId) {
        Redeemer email = fields.value("user_email", TEXT, text -> new Redeemer(null, text, null));
        Redeemer phone = fields.value("user_phone", TEXT, text -> new Redeemer(null, null, text));
        return new Redeemer(userId, email == null ? null : email.email(), phone == null ? null : phone.phone());
    }

    static @Nullable String userId(Fields fields, String name) {
        Redeemer user = fields.value(name, USER, id -> new Redeemer(id, null, null));
        return user == null ? null : user.userId();
    }

    /** Returns the redeemable that the body names, or the requested one if it names none. */
    private RedeemableId redeemable(Fields fields) {
        KindNames names = KindNames.of(requested.kind());
        RedeemableId own = redeemable(fields, names);
        for (KindNames other : KindNames.values()) {
            own = own == null && other != names ? redeemable(fields, other) : own;
        }
        return own == null ? requested : own;
    }

    private static @Nullable RedeemableId redeemable(Fields fields, KindNames names) {
        return fields.value(names.idField, ID, id -> new RedeemableId(names.kind, id));
    }
}
