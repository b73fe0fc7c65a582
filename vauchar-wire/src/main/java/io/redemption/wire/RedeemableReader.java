package io.redemption.wire;

import io.redemption.model.RedeemableKind;
import io.redemption.model.RedeemableState;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads coupons, vouchers and gift cards as the API describes them. Stateless.
 *
 * <p>As lenient as {@link RedemptionReader}, and in the unit of a value ({@code value} or {@code fixed},
 * {@code percentage} or {@code percent}). Only the id is required: a term that is {@code null} or cannot be read, such
 * as an {@code allowed_users} of 5, is unknown ({@code null} in the model), never guessed. A missing field means what 0
 * means in the API: active, always valid, without limits, for all users. A voucher is single-use, because the API has
 * no field for that.
 */
public final class RedeemableReader {
    /** The largest single object that is read, in bytes: {@value}. */
    public static final int MAX_BYTES = Envelope.MAX_BYTES;

    /** The largest list that is read, in bytes: {@value}. */
    public static final int MAX_LIST_BYTES = Envelope.MAX_LIST_BYTES;

    private RedeemableReader() {}

    /**
     * Reads the response to a GET of one redeemable, or to issuing one.
     *
     * @param kind the expected kind
     * @param body at most {@value #MAX_BYTES} bytes; bare or in {@code data}
     * @return the redeemable
     * @throws UnreadableBodyException if it contains no readable redeemable of that kind
     */
    public static RedeemableState one(RedeemableKind kind, byte[] body) {
        return RedeemableFields.lenient(Envelope.one(body), kind);
    }

    /**
     * Reads a list, or the bare array that answers the issue of vouchers.
     *
     * @param kind the expected kind of its items
     * @param body at most {@value #MAX_LIST_BYTES} bytes; {@code {href, count, data}} or a bare array
     * @return the redeemables, in the order of the list
     * @throws UnreadableBodyException if it is not a list, or one item is not a readable redeemable of that kind
     */
    public static List<RedeemableState> list(RedeemableKind kind, byte[] body) {
        return list(body, fields -> RedeemableFields.lenient(fields, kind));
    }

    /**
     * Reads a list of what is to be issued, as strictly as the body of a POST: each term must be readable.
     *
     * @param kind the expected kind of its items
     * @param body at most {@value #MAX_LIST_BYTES} bytes; {@code {href, count, data}} or a bare array
     * @return the redeemables, in the order of the list
     * @throws UnreadableBodyException if it is not a list, or one item or a term of it cannot be read
     */
    public static List<RedeemableState> catalogue(RedeemableKind kind, byte[] body) {
        return list(body, fields -> RedeemableFields.strict(fields, kind));
    }

    private static List<RedeemableState> list(byte[] body, Function<Fields, RedeemableState> reader) {
        Json json = JsonTokenizer.read(body, MAX_LIST_BYTES, Envelope.MAX_LIST_NODES);
        boolean bare = json instanceof Json.JsonArray;
        List<RedeemableState> states = new ArrayList<>();
        for (Json item : Envelope.items(json)) {
            states.add(reader.apply(Fields.of(Envelope.item(bare, states.size()), item)));
        }
        return List.copyOf(states);
    }

    /**
     * Reads the redeemable in the {@code data} of a validation. Its {@code type} decides on the kind; an unknown type
     * is a coupon.
     */
    static @Nullable RedeemableState ofAnyKind(Fields fields, @Nullable RedeemableKind expected) {
        KindNames named = KindNames.ofType(fields.text("type"));
        if (fields.text("id") == null) {
            return null;
        }
        RedeemableKind kind = named != null ? named.kind : expected;
        if (kind == null) {
            throw fields.unreadable("type", "coupon, voucher or gift-card");
        }
        return RedeemableFields.lenient(fields, kind);
    }
}
