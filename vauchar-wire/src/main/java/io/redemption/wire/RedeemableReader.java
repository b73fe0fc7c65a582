package io.redemption.wire;

import io.redemption.RedeemableKind;
import io.redemption.RedeemableState;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads coupons, vouchers and gift cards as the API describes them. Stateless.
 *
 * <p>Lenient as {@link RedemptionReader}, and in the unit of a value ({@code value} or {@code fixed}, {@code percentage}
 * or {@code percent}). What the model needs and the body lacks, or an enumeration's number that is not documented, fails:
 * nothing is guessed. A body that does not tell {@code active_status} means an active redeemable, and a voucher is
 * single-use, because vouchers have no such fields.
 */
public final class RedeemableReader {
    /** The largest single object that is read, in bytes: {@value}. */
    public static final int MAX_BYTES = Envelope.MAX_BYTES;

    /** The largest list that is read, in bytes: {@value}. */
    public static final int MAX_LIST_BYTES = Envelope.MAX_LIST_BYTES;

    private RedeemableReader() {}

    /**
     * Reads a get-one, or the answer to the issue of one.
     *
     * @param kind what it is to be
     * @param body at most {@value #MAX_BYTES} bytes; bare or in {@code data}
     * @return the redeemable
     * @throws UnreadableBodyException if it holds no readable redeemable of that kind
     */
    public static RedeemableState one(RedeemableKind kind, byte[] body) {
        return RedeemableFields.read(Envelope.one(body), kind);
    }

    /**
     * Reads a list, or the bare array that answers the issue of vouchers.
     *
     * @param kind what its items are to be
     * @param body at most {@value #MAX_LIST_BYTES} bytes; {@code {href, count, data}} or a bare array
     * @return the redeemables, in the order of the list
     * @throws UnreadableBodyException if it is no list, or one item is no readable redeemable of that kind
     */
    public static List<RedeemableState> list(RedeemableKind kind, byte[] body) {
        Json json = JsonFeed.read(body, MAX_LIST_BYTES, Envelope.MAX_LIST_NODES);
        boolean bare = json instanceof Json.Items;
        List<RedeemableState> states = new ArrayList<>();
        for (Json item : Envelope.items(json)) {
            states.add(RedeemableFields.read(Fields.of(Envelope.item(bare, states.size()), item), kind));
        }
        return List.copyOf(states);
    }

    /** The redeemable in the {@code data} of a validation; its {@code type} decides, a foreign one is a coupon. */
    static @Nullable RedeemableState ofAnyKind(Fields fields, @Nullable RedeemableKind expected) {
        KindNames named = KindNames.ofType(fields.text("type"));
        if (fields.text("id") == null) {
            return null;
        }
        RedeemableKind kind = named != null ? named.kind : expected;
        if (kind == null) {
            throw fields.unreadable("type", "coupon, voucher or gift-card");
        }
        return RedeemableFields.read(fields, kind);
    }
}
