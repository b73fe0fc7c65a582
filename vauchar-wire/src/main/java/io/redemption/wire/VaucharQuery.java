package io.redemption.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.redemption.model.Amount;
import io.redemption.model.Code;
import io.redemption.model.RedeemableKind;
import java.net.URLEncoder;
import org.jspecify.annotations.Nullable;

/**
 * The query of a request, as {@code application/x-www-form-urlencoded}. Contains a bearer secret and a user id, which
 * {@link #toString} hides. Immutable.
 *
 * @param code the code to look up or to validate, or {@code null}
 * @param userId the user who asks, or {@code null}
 * @param value the order's value ({@code transaction_value}) for a coupon, the value to use ({@code value_used}) for a
 *     gift card, or {@code null}
 * @param matchesNothing whether the query has a code that no redeemable can have: an empty one, or a text that is not a
 *     code. This differs from no code: a list filtered by it is empty, and a validation finds nothing
 */
public record VaucharQuery(
        @Nullable Code code,
        @Nullable String userId,
        @Nullable Amount value,
        boolean matchesNothing) {
    /** A query without parameters. */
    public static final VaucharQuery NONE = new VaucharQuery(null, null, null, false);

    private static final String USER = "user_id";

    /** Creates a query with these parameters. */
    public VaucharQuery(@Nullable Code code, @Nullable String userId, @Nullable Amount value) {
        this(code, userId, value, false);
    }

    /**
     * Encodes the raw query for a route, without a question mark. The parameter of a code depends on the route:
     * {@code coupon_code}, {@code voucher_code}, {@code gift_card_code}, or {@code code} for {@code /validate}.
     *
     * @param route where it is sent; one without a query gets none
     * @return the parameters that are there; empty if there are none
     * @throws IllegalArgumentException if a text contains an unpaired surrogate
     */
    public String encode(VaucharRoute route) {
        Names names = Names.of(route);
        StringBuilder query = new StringBuilder();
        append(query, names.code(), code == null ? null : code.value());
        append(query, names.user(), userId);
        append(query, names.value(), value == null ? null : value.toString());
        return query.toString();
    }

    /**
     * Reads the raw query of a request leniently. An invalid escape, as in {@code 50%OFF}, is text; octets above ASCII
     * are UTF-8, escaped or not; a plus is a space, and a plus itself is written {@code %2B}. The last of a repeated
     * parameter counts. Parameters that the route does not have are ignored; an empty user or value is absent; an empty
     * code {@linkplain #matchesNothing matches nothing}.
     *
     * @param route where it was sent
     * @param rawQuery the query without its question mark, or {@code null} if there is none; characters up to U+00FF
     *     are its octets
     * @return the query
     * @throws UnreadableBodyException if it is too large, or user or value cannot be read
     */
    public static VaucharQuery decode(VaucharRoute route, @Nullable String rawQuery) {
        Names names = Names.of(route);
        Fields fields = QueryFields.of(rawQuery, names.code(), names.user(), names.value());
        Json named = names.code() == null ? null : fields.raw(names.code());
        Code code = named instanceof Json.JsonString text ? code(text.value()) : null;
        return new VaucharQuery(
                code,
                names.user() == null ? null : RedemptionFields.userId(fields, names.user()),
                names.value() == null ? null : fields.amount(names.value()),
                named != null && code == null);
    }

    private static @Nullable Code code(String text) {
        try {
            return Code.of(text);
        } catch (IllegalArgumentException noCode) {
            return null;
        }
    }

    private static void append(StringBuilder query, @Nullable String name, @Nullable String value) {
        if (name == null || value == null) {
            return;
        }
        if (!StrictUtf8.isWellFormed(value)) {
            throw new IllegalArgumentException(name + ": <" + value.length()
                    + " characters> (expected: Unicode text, without an unpaired surrogate)");
        }
        query.append(query.isEmpty() ? "" : "&").append(name).append('=').append(URLEncoder.encode(value, UTF_8));
    }

    /** {@return which parameters are there, without values, except that of money} */
    @Override
    public String toString() {
        return "VaucharQuery[code " + (code == null ? matchesNothing ? "unusable" : "absent" : "given") + ", user "
                + (userId == null ? "absent" : "given") + ", value " + value + "]";
    }

    /** The parameters of a route. */
    private record Names(
            @Nullable String code,
            @Nullable String user,
            @Nullable String value) {
        private static final Names NO_QUERY = new Names(null, null, null);

        static Names of(VaucharRoute route) {
            if (route instanceof VaucharRoute.ValidateAny) {
                return new Names("code", USER, null);
            }
            if (route instanceof VaucharRoute.Redeemables redeemables) {
                return new Names(KindNames.of(redeemables.kind()).codeField, null, null);
            }
            if (route instanceof VaucharRoute.ValidateCode validate) {
                return ofValidation(validate.kind(), KindNames.of(validate.kind()).codeField);
            }
            return route instanceof VaucharRoute.ValidateRedeemable validate
                    ? ofValidation(validate.redeemable().kind(), null)
                    : NO_QUERY;
        }

        private static Names ofValidation(RedeemableKind kind, @Nullable String code) {
            return switch (kind) {
                case COUPON -> new Names(code, USER, "transaction_value");
                case VOUCHER -> new Names(code, null, null);
                case GIFT_CARD -> new Names(code, null, "value_used");
            };
        }
    }
}
