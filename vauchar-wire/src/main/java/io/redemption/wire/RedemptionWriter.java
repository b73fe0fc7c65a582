package io.redemption.wire;

import io.redemption.model.RedeemableId;
import io.redemption.model.RedeemableKind;
import io.redemption.model.Redemption;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes redemptions as the API does: documented fields in documented order, strings for ids and money, {@code ""} for
 * absent values, whole seconds. Links are built from the base URI; the redemption's own link is ignored. Immutable and
 * thread-safe.
 *
 * <p>Every method throws {@link IllegalArgumentException} if a text contains an unpaired surrogate, naming the field.
 */
public final class RedemptionWriter {
    /** For how many items of a list memory is taken before they are written. */
    private static final int MAX_RESERVED = 4096;

    private static final byte[] HREF = PlainBytes.part("{\"href\":\"");
    private static final byte[] COUNT = PlainBytes.part("\",\"count\":");
    private static final byte[] DATA = PlainBytes.part(",\"data\":[");
    private static final byte[] NO_COUNT = PlainBytes.part("\"");
    private static final byte[] COMMA = PlainBytes.part(",");
    private static final byte[] END = PlainBytes.part("]}");

    private final Hrefs hrefs;
    private final boolean plainHrefs;

    /**
     * Creates a writer for a server.
     *
     * @param base the URI below which clients reach the API: scheme, host and path only
     * @throws IllegalArgumentException if it has more or less than these
     */
    public RedemptionWriter(URI base) {
        this.hrefs = new Hrefs(base);
        this.plainHrefs = hrefs.arePlain();
    }

    /**
     * Writes the response to a POST: the bare object.
     *
     * @param redemption what was recorded
     * @return JSON in UTF-8
     */
    public byte[] bare(Redemption redemption) {
        if (plainHrefs) {
            PlainRedemptions plain = plain(redemption.redeemable());
            PlainBytes out = new PlainBytes(plain.likelyLength());
            if (plain.write(out, redemption)) {
                return out.toByteArray();
            }
        }
        return escaped(redemption);
    }

    private PlainRedemptions plain(RedeemableId redeemable) {
        return new PlainRedemptions(redeemable, hrefs.of(new VaucharRoute.AllRedemptions(redeemable)));
    }

    /** Writes a redemption of any texts. */
    byte[] escaped(Redemption redemption) {
        return JsonWriter.write(out -> object(out, redemption));
    }

    /**
     * Writes the response to a GET of one redemption: {@code {href, data}}.
     *
     * @param redemption what was found
     * @return JSON in UTF-8
     */
    public byte[] wrapped(Redemption redemption) {
        return JsonWriter.write(out -> out.object(body -> {
            body.text("href", href(redemption));
            body.object("data", data -> fields(data, redemption));
        }));
    }

    /**
     * Writes the response to a GET of a list: {@code {href, data}}, for coupons with {@code count} between the two, if
     * it is known.
     *
     * @param redeemable whose redemptions they are
     * @param redemptions newest first
     * @param count how many active redemptions there are in all, or {@code null} if that is not known. A reader takes a
     *     matching count as proof that nothing is missing
     * @return JSON in UTF-8
     */
    public byte[] list(RedeemableId redeemable, List<Redemption> redemptions, @Nullable Long count) {
        return plainHrefs ? plainList(redeemable, redemptions, count) : escapedList(redeemable, redemptions, count);
    }

    private byte[] plainList(RedeemableId redeemable, List<Redemption> redemptions, @Nullable Long count) {
        String href = hrefs.of(new VaucharRoute.AllRedemptions(redeemable));
        PlainRedemptions plain = new PlainRedemptions(redeemable, href);
        PlainBytes out = new PlainBytes(Math.min(redemptions.size() + 1, MAX_RESERVED) * plain.likelyLength());
        out.add(HREF).add(PlainBytes.part(href));
        if (redeemable.kind() == RedeemableKind.COUPON && count != null) {
            out.add(COUNT).integer(count);
        } else {
            out.add(NO_COUNT);
        }
        out.add(DATA);
        for (int i = 0; i < redemptions.size(); i++) {
            if (i > 0) {
                out.add(COMMA);
            }
            int begun = out.length();
            if (!plain.write(out, redemptions.get(i))) {
                out.cutTo(begun);
                out.add(escaped(redemptions.get(i)));
            }
        }
        return out.add(END).toByteArray();
    }

    /** Writes a list of redemptions of any texts. */
    byte[] escapedList(RedeemableId redeemable, List<Redemption> redemptions, @Nullable Long count) {
        return JsonWriter.write(out -> out.object(body -> {
            body.text("href", hrefs.of(new VaucharRoute.AllRedemptions(redeemable)));
            if (redeemable.kind() == RedeemableKind.COUPON && count != null) {
                body.integer("count", count);
            }
            body.array("data", redemptions, this::object);
        }));
    }

    private void object(JsonWriter out, Redemption redemption) throws IOException {
        out.object(body -> fields(body, redemption));
    }

    private void fields(JsonWriter out, Redemption redemption) throws IOException {
        RedeemableKind kind = redemption.redeemable().kind();
        boolean giftCard = kind == RedeemableKind.GIFT_CARD;
        out.text("href", href(redemption))
                .text("type", "redemption")
                .text("id", redemption.id().value())
                .text(KindNames.of(kind).idField, redemption.redeemable().value())
                .text("user_id", redemption.redeemer().userId());
        unless(giftCard, out, "customer_id", redemption.customerId());
        out.text("user_email", redemption.redeemer().email())
                .text("user_phone", redemption.redeemer().phone())
                .text(
                        "transaction_id",
                        redemption.transactionId() == null
                                ? null
                                : redemption.transactionId().value())
                .text("value_used", redemption.value());
        unless(giftCard, out, "team_id", redemption.teamId());
        out.seconds("created", redemption.createdAt());
    }

    private static void unless(boolean giftCard, JsonWriter out, String name, @Nullable String value)
            throws IOException {
        if (!giftCard) {
            out.text(name, value);
        }
    }

    private String href(Redemption redemption) {
        return hrefs.of(new VaucharRoute.OneRedemption(redemption.redeemable(), redemption.id()));
    }
}
