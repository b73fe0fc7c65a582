package io.redemption.wire;

import io.redemption.model.Amount;
import io.redemption.model.CurrencyCode;
import io.redemption.model.Validity;
import org.jspecify.annotations.Nullable;

/**
 * The body of a POST that issues a gift card; the issuer makes its id and code. The API's {@code metadata} (who gives
 * it to whom) is ignored when it is read and never written. Immutable.
 *
 * @param value what it is issued with
 * @param currency the currency of the value, which the API requires
 * @param validity when it may be redeemed
 * @param active whether it is switched on
 * @param tag a note of the merchant, or {@code null}
 */
public record IssueGiftCardBody(
        Amount value,
        CurrencyCode currency,
        Validity validity,
        boolean active,
        @Nullable String tag) {
    /**
     * The body.
     *
     * @return JSON in UTF-8
     * @throws IllegalArgumentException if the tag holds half of a surrogate pair
     */
    public byte[] encode() {
        return JsonWriter.write(out -> out.object(body -> body.text("value", value)
                .text("currency", currency)
                .seconds("start_time", validity.from())
                .seconds("expiry_time", validity.until())
                .text("active_status", active ? "1" : "0")
                .textIfPresent("tag", tag)));
    }

    /**
     * Reads a body; texts and numbers are both taken, unknown fields are ignored.
     *
     * @param body at most {@value CreateRedemptionBody#MAX_BYTES} bytes
     * @return the order
     * @throws UnreadableBodyException if a required field is missing or a field cannot be read
     */
    public static IssueGiftCardBody decode(byte[] body) {
        Fields fields = Fields.of("", JsonTokenizer.read(body, CreateRedemptionBody.MAX_BYTES, Envelope.MAX_NODES));
        Amount value = fields.amount("value");
        if (value == null) {
            throw fields.unreadable("value", Numbers.AMOUNT);
        }
        return new IssueGiftCardBody(
                value,
                TermsFields.requiredCurrency(fields),
                TermsFields.validity(fields),
                TermsFields.active(fields),
                fields.text("tag"));
    }
}
