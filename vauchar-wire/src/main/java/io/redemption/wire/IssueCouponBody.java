package io.redemption.wire;

import io.redemption.model.Audience;
import io.redemption.model.Code;
import io.redemption.model.Coupon;
import io.redemption.model.CurrencyCode;
import io.redemption.model.Discount;
import io.redemption.model.UsageLimit;
import io.redemption.model.Validity;
import org.jspecify.annotations.Nullable;

/**
 * The body of a POST that issues a coupon; the issuer assigns its id. This is our extension, because the vendor
 * documents no such call. The fields are those of the coupon object. Immutable.
 *
 * @param code what the shopper types
 * @param value what it is worth
 * @param currency the currency of the value, or {@code null}
 * @param validity when it may be redeemed
 * @param active whether it is switched on
 * @param totalLimit how often all users together may redeem it
 * @param perUserLimit how often each user may
 * @param audience who may
 */
public record IssueCouponBody(
        Code code,
        Discount value,
        @Nullable CurrencyCode currency,
        Validity validity,
        boolean active,
        UsageLimit totalLimit,
        UsageLimit perUserLimit,
        Audience audience) {
    /**
     * Creates the body that issues a coupon like this one.
     *
     * @param coupon the terms, with a code
     * @return the body
     * @throws IllegalArgumentException if the coupon has no code, or a term that is not known
     */
    public static IssueCouponBody of(Coupon coupon) {
        Code code = coupon.code();
        if (code == null) {
            throw new IllegalArgumentException("code: absent (expected: a code that shoppers can type)");
        }
        return new IssueCouponBody(
                code,
                known("value", coupon.value()),
                coupon.currency(),
                known("validity", coupon.validity()),
                known("active", coupon.active()),
                known("total limit", coupon.totalLimit()),
                known("per-user limit", coupon.perUserLimit()),
                known("audience", coupon.audience()));
    }

    private static <T> T known(String term, @Nullable T value) {
        if (value == null) {
            throw new IllegalArgumentException(term + ": unknown (expected: a known term)");
        }
        return value;
    }

    /**
     * Encodes the body.
     *
     * @return JSON in UTF-8
     * @throws IllegalArgumentException if the code contains an unpaired surrogate
     */
    public byte[] encode() {
        return JsonWriter.write(out -> out.object(body -> {
            body.text("coupon_code", code.value())
                    .seconds("start_time", validity.from())
                    .seconds("expiry_time", validity.until())
                    .integer("allowed_users", TermsFields.number(audience))
                    .integer("redemptions_limit_total", totalLimit.max())
                    .integer("redemptions_limit_per_user", perUserLimit.max());
            RedeemableWriter.value(body, value).text("currency", currency).integer("active_status", active ? 1 : 0);
        }));
    }

    /**
     * Reads a body. Accepts strings and numbers alike and ignores unknown fields.
     *
     * @param body at most {@value CreateRedemptionBody#MAX_BYTES} bytes
     * @return what is to be issued
     * @throws UnreadableBodyException if the code or the value is missing or a field cannot be read
     */
    public static IssueCouponBody decode(byte[] body) {
        Fields fields = Fields.of("", JsonTokenizer.read(body, CreateRedemptionBody.MAX_BYTES, Envelope.MAX_NODES));
        Code code = TermsFields.code(fields, "coupon_code");
        if (code == null) {
            throw fields.unreadable("coupon_code", "a code of 1 to 128 characters");
        }
        return new IssueCouponBody(
                code,
                TermsFields.value(fields),
                TermsFields.currency(fields),
                TermsFields.validity(fields),
                TermsFields.active(fields),
                RedeemableFields.limit(fields, "redemptions_limit_total"),
                RedeemableFields.limit(fields, "redemptions_limit_per_user"),
                RedeemableFields.audience(fields));
    }
}
