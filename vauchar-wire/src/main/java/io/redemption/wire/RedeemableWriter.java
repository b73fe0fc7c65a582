package io.redemption.wire;

import io.redemption.model.Amount;
import io.redemption.model.Audience;
import io.redemption.model.Coupon;
import io.redemption.model.Discount;
import io.redemption.model.GiftCard;
import io.redemption.model.Redeemable;
import io.redemption.model.RedeemableKind;
import io.redemption.model.RedeemableState;
import io.redemption.model.Usage;
import io.redemption.model.UsageLimit;
import io.redemption.model.Validity;
import io.redemption.model.Voucher;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes coupons, vouchers and gift cards as the API does: documented fields in documented order. Fields that the model
 * lacks (brands, metadata) are written empty, unknown terms as {@code null}. The API has no field for inactive or
 * multi-use vouchers, so these properties are not written. Immutable and thread-safe.
 *
 * <p>Every method throws {@link IllegalArgumentException} if a text contains an unpaired surrogate, naming the field.
 */
public final class RedeemableWriter {
    private final Hrefs hrefs;

    /**
     * Creates a writer for a server.
     *
     * @param base the URI below which clients reach the API: scheme, host and path only
     * @throws IllegalArgumentException if it has more or less than these
     */
    public RedeemableWriter(URI base) {
        this.hrefs = new Hrefs(base);
    }

    /**
     * Writes the response to issuing a gift card or coupon: the bare object.
     *
     * @param state what was issued
     * @return JSON in UTF-8
     */
    public byte[] bare(RedeemableState state) {
        return JsonWriter.write(out -> object(out, state));
    }

    /**
     * Writes the response to issuing vouchers: a bare array.
     *
     * @param states what was issued
     * @return JSON in UTF-8
     */
    public byte[] array(List<RedeemableState> states) {
        return JsonWriter.write(out -> out.array(states, this::object));
    }

    /**
     * Writes the response to a GET of one redeemable: {@code {href, data}}.
     *
     * @param state what was found
     * @return JSON in UTF-8
     */
    public byte[] wrapped(RedeemableState state) {
        return JsonWriter.write(out -> out.object(body -> {
            body.text("href", href(state.redeemable()));
            body.object("data", data -> fields(data, state));
        }));
    }

    /**
     * Writes the response to a GET of a list: {@code {href, data}}, for vouchers with {@code count} between the two.
     *
     * @param kind the kind of the items
     * @param states the items
     * @param count how many there are in all
     * @return JSON in UTF-8
     */
    public byte[] list(RedeemableKind kind, List<RedeemableState> states, long count) {
        return JsonWriter.write(out -> out.object(body -> {
            body.text("href", hrefs.of(new VaucharRoute.Redeemables(kind)));
            if (kind == RedeemableKind.VOUCHER) {
                body.integer("count", count);
            }
            body.array("data", states, this::object);
        }));
    }

    /** Writes the fields of the object, without its braces. */
    void fields(JsonWriter out, RedeemableState state) throws IOException {
        Redeemable redeemable = state.redeemable();
        KindNames names = KindNames.of(redeemable.id().kind());
        out.text("href", href(redeemable))
                .text("type", names.type)
                .text("id", redeemable.id().value())
                .text(
                        names.codeField,
                        redeemable.code() == null ? null : redeemable.code().value());
        if (redeemable instanceof Coupon coupon) {
            coupon(out, coupon, state.issuedAt());
        } else if (redeemable instanceof Voucher voucher) {
            voucher(out, voucher, state);
        } else if (redeemable instanceof GiftCard card) {
            giftCard(out, card, state);
        }
    }

    private void object(JsonWriter out, RedeemableState state) throws IOException {
        out.object(body -> fields(body, state));
    }

    private static void coupon(JsonWriter out, Coupon coupon, @Nullable Instant created) throws IOException {
        Audience audience = coupon.audience();
        times(out, coupon, created)
                .integerOrNull("allowed_users", audience == null ? null : (long) TermsFields.number(audience))
                .integerOrNull("redemptions_limit_total", max(coupon.totalLimit()))
                .integerOrNull("redemptions_limit_per_user", max(coupon.perUserLimit()));
        value(out, coupon.value())
                .text("currency", coupon.currency())
                .integerOrNull("active_status", coupon.active() == null ? null : coupon.active() ? 1L : 0L);
    }

    private static void voucher(JsonWriter out, Voucher voucher, RedeemableState state) throws IOException {
        Usage usage = state.usage();
        times(tagAndCurrency(out, state), voucher, state.issuedAt());
        value(out, voucher.value()).integer("redeemed", Boolean.TRUE.equals(usage.redeemed()) ? 1 : 0);
        Instant redeemedAt = usage.redeemedAt();
        if (redeemedAt == null) {
            out.nullValue("redeemed_date");
        } else {
            out.seconds("redeemed_date", redeemedAt);
        }
        Set<String> teams = voucher.teams();
        if (teams == null) {
            out.nullValue("teams");
        } else {
            out.texts("teams", teams.stream().sorted().toList());
        }
        out.texts("brands", List.of());
    }

    private static void giftCard(JsonWriter out, GiftCard card, RedeemableState state) throws IOException {
        Amount balance = state.usage().balance();
        tagAndCurrency(out, state).text("value_unit", "value").text("brand_id", null);
        times(out, card, state.issuedAt())
                .textOrNull("total_value", card.issuedValue())
                .text("balance", balance)
                .textOrNull("active_status", card.active() == null ? null : card.active() ? "1" : "0")
                .texts("teams", List.of())
                .texts("brands", List.of())
                .object("metadata", metadata -> {});
    }

    private static JsonWriter tagAndCurrency(JsonWriter out, RedeemableState state) throws IOException {
        return out.text("tag", state.tag()).text("currency", state.redeemable().currency());
    }

    private static JsonWriter times(JsonWriter out, Redeemable redeemable, @Nullable Instant created)
            throws IOException {
        out.seconds("created", created);
        Validity validity = redeemable.validity();
        return validity == null
                ? out.nullValue("start_time").nullValue("expiry_time")
                : out.seconds("start_time", validity.from()).seconds("expiry_time", validity.until());
    }

    private static @Nullable Long max(@Nullable UsageLimit limit) {
        return limit == null ? null : limit.max();
    }

    static JsonWriter value(JsonWriter out, @Nullable Discount value) throws IOException {
        if (value == null) {
            return out.nullValue("value").nullValue("value_unit");
        }
        return out.text("value", value.fold(Discount.Fixed::amount, Discount.Percentage::percent))
                .text("value_unit", value.fold(fixed -> "value", percentage -> "percentage"));
    }

    private String href(Redeemable redeemable) {
        return hrefs.of(new VaucharRoute.OneRedeemable(redeemable.id()));
    }
}
