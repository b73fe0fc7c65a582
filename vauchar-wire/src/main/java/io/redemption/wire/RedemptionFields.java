package io.redemption.wire;

import io.redemption.model.Amount;
import io.redemption.model.RedeemableId;
import io.redemption.model.RedeemableKind;
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

    /** Returns an empty object for the redemptions that {@link #readPlain} reads. */
    FlatObject flat() {
        return new FlatObject(requested.value(), TYPE);
    }

    /**
     * Reads a redemption of the requested redeemable as the API writes it.
     *
     * @return the redemption that {@link #read} reads from the same members, or {@code null} if only that can tell
     */
    @Nullable
    Redemption readPlain(FlatObject flat) {
        String id = flat.text(FlatObject.ID);
        String type = flat.text(FlatObject.TYPE);
        long value = flat.isAbsent(FlatObject.VALUE_USED) ? 0 : flat.plainValue();
        long created = flat.isAbsent(FlatObject.CREATED) ? 0 : flat.plainSeconds();
        boolean plain = (type == null || type.equals(TYPE)) && value >= 0 && created >= 0;
        if (id == null || !plain || !namesRequested(flat) || !hasTextsOnly(flat)) {
            return null;
        }
        String transaction = flat.text(FlatObject.TRANSACTION_ID);
        try {
            return Redemption.builder(
                            RedemptionId.of(id),
                            requested,
                            flat.isAbsent(FlatObject.CREATED) ? fallbackTime : Instant.ofEpochSecond(created))
                    .redeemer(new Redeemer(
                            flat.text(FlatObject.USER_ID),
                            flat.text(FlatObject.USER_EMAIL),
                            flat.text(FlatObject.USER_PHONE)))
                    .value(flat.isAbsent(FlatObject.VALUE_USED) ? null : new Amount(value))
                    .transactionId(transaction == null ? null : TransactionId.of(transaction))
                    .customerId(flat.text(FlatObject.CUSTOMER_ID))
                    .teamId(flat.text(FlatObject.TEAM_ID))
                    .href(flat.text(FlatObject.HREF))
                    .build();
        } catch (IllegalArgumentException unusual) {
            return null;
        }
    }

    /** Returns the transaction id of a redemption, or {@code null} if it has none or only the tree can tell. */
    static @Nullable TransactionId plainTransactionId(FlatObject flat) {
        String transaction = flat.text(FlatObject.TRANSACTION_ID);
        try {
            return transaction == null || !flat.isText(FlatObject.TRANSACTION_ID)
                    ? null
                    : TransactionId.of(transaction);
        } catch (IllegalArgumentException unusual) {
            return null;
        }
    }

    /** Returns whether the body names the requested redeemable or none. */
    private boolean namesRequested(FlatObject flat) {
        int own = requested.kind() == RedeemableKind.COUPON
                ? FlatObject.COUPON_ID
                : requested.kind() == RedeemableKind.VOUCHER ? FlatObject.VOUCHER_ID : FlatObject.GIFT_CARD_ID;
        for (int slot = FlatObject.COUPON_ID; slot <= FlatObject.GIFT_CARD_ID; slot++) {
            String named = flat.text(slot);
            if (named != null && (slot != own || !named.equals(requested.value()))) {
                return false;
            }
        }
        return true;
    }

    private static boolean hasTextsOnly(FlatObject flat) {
        for (int slot = FlatObject.HREF; slot <= FlatObject.CREATED; slot++) {
            if (slot != FlatObject.VALUE_USED && !flat.isText(slot)) {
                return false;
            }
        }
        return true;
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
