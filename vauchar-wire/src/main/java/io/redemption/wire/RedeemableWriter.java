package io.redemption.wire;

import io.redemption.Amount;
import io.redemption.Audience;
import io.redemption.Coupon;
import io.redemption.GiftCard;
import io.redemption.Redeemable;
import io.redemption.RedeemableKind;
import io.redemption.RedeemableState;
import io.redemption.Usage;
import io.redemption.UseLimit;
import io.redemption.Validity;
import io.redemption.Value;
import io.redemption.Voucher;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes coupons, vouchers and gift cards as the API does: documented fields in documented order. What the model does
 * not have (brands, metadata) is written empty, a term that is not told as {@code null}. A voucher's object has no field
 * for being inactive or multi-use, so these are not told. Immutable and thread-safe.
 *
 * <p>Every method throws {@link IllegalArgumentException} if a text holds half of a surrogate pair, naming the field.
 */
public final class RedeemableWriter {
    private final Hrefs hrefs;

    /**
     * A writer for a server.
     *
     * @param base the URI below which clients reach the API: scheme, host and path only
     * @throws IllegalArgumentException if it has more or less than these
     */
    public RedeemableWriter(URI base) {
        this.hrefs = new Hrefs(base);
    }

    /**
     * The answer to the issue of a gift card or coupon: the bare object.
     *
     * @param state what was issued
     * @return JSON in UTF-8
     */
    public byte[] bare(RedeemableState state) {
        return JsonOut.write(out -> object(out, state));
    }

    /**
     * The answer to the issue of vouchers: a bare array.
     *
     * @param states what was issued
     * @return JSON in UTF-8
     */
    public byte[] array(List<RedeemableState> states) {
        return JsonOut.write(out -> out.array(states, this::object));
    }

    /**
     * The answer to a get-one: {@code {href, data}}.
     *
     * @param state what was found
     * @return JSON in UTF-8
     */
    public byte[] wrapped(RedeemableState state) {
        return JsonOut.write(out -> out.object(body -> {
            body.text("href", href(state.redeemable()));
            body.object("data", data -> fields(data, state));
        }));
    }

    /**
     * The answer to a list: {@code {href, data}}, for vouchers with {@code count} between the two.
     *
     * @param kind what is listed
     * @param states the items
     * @param count how many there are in all
     * @return JSON in UTF-8
     */
    public byte[] list(RedeemableKind kind, List<RedeemableState> states, long count) {
        return JsonOut.write(out -> out.object(body -> {
            body.text("href", hrefs.of(new VaucharRoute.Redeemables(kind)));
            if (kind == RedeemableKind.VOUCHER) {
                body.integer("count", count);
            }
            body.array("data", states, this::object);
        }));
    }

    /** The fields of the object, without its braces. */
    void fields(JsonOut out, RedeemableState state) throws IOException {
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

    private void object(JsonOut out, RedeemableState state) throws IOException {
        out.object(body -> fields(body, state));
    }

    private static void coupon(JsonOut out, Coupon coupon, @Nullable Instant created) throws IOException {
        Audience audience = coupon.audience();
        times(out, coupon, created)
                .integerOrNull("allowed_users", audience == null ? null : (long) TermsFields.number(audience))
                .integerOrNull("redemptions_limit_total", max(coupon.totalLimit()))
                .integerOrNull("redemptions_limit_per_user", max(coupon.perUserLimit()));
        value(out, coupon.value())
                .text("currency", coupon.currency())
                .integerOrNull("active_status", coupon.active() == null ? null : coupon.active() ? 1L : 0L);
    }

    private static void voucher(JsonOut out, Voucher voucher, RedeemableState state) throws IOException {
        Usage usage = state.usage();
        times(tagAndCurrency(out, state), voucher, state.issuedAt());
        value(out, voucher.value()).integer("redeemed", Boolean.TRUE.equals(usage.redeemed()) ? 1 : 0);
        Instant redeemedAt = usage.redeemedAt();
        if (redeemedAt == null) {
            out.nothing("redeemed_date");
        } else {
            out.seconds("redeemed_date", redeemedAt);
        }
        Set<String> teams = voucher.teams();
        if (teams == null) {
            out.nothing("teams");
        } else {
            out.texts("teams", teams.stream().sorted().toList());
        }
        out.texts("brands", List.of());
    }

    private static void giftCard(JsonOut out, GiftCard card, RedeemableState state) throws IOException {
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

    private static JsonOut tagAndCurrency(JsonOut out, RedeemableState state) throws IOException {
        return out.text("tag", state.tag()).text("currency", state.redeemable().currency());
    }

    private static JsonOut times(JsonOut out, Redeemable redeemable, @Nullable Instant created) throws IOException {
        out.seconds("created", created);
        Validity validity = redeemable.validity();
        return validity == null
                ? out.nothing("start_time").nothing("expiry_time")
                : out.seconds("start_time", validity.from()).seconds("expiry_time", validity.until());
    }

    private static @Nullable Long max(@Nullable UseLimit limit) {
        return limit == null ? null : limit.max();
    }

    static JsonOut value(JsonOut out, @Nullable Value value) throws IOException {
        if (value == null) {
            return out.nothing("value").nothing("value_unit");
        }
        return out.text("value", value.fold(Value.Fixed::amount, Value.Percentage::percent))
                .text("value_unit", value.fold(fixed -> "value", percentage -> "percentage"));
    }

    private String href(Redeemable redeemable) {
        return hrefs.of(new VaucharRoute.OneRedeemable(redeemable.id()));
    }
}
