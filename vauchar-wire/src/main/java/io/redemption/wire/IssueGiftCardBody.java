package io.redemption.wire;

import io.redemption.model.Amount;
import io.redemption.model.CurrencyCode;
import io.redemption.model.Validity;
import org.jspecify.annotations.Nullable;

/**
 * The body of a POST that issues a gift card; the issuer assigns its id and code. The API's {@code metadata} (sender
 * and recipient) is neither read nor written. Immutable.
 *
 * @param value the initial balance
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
     * Encodes the body.
     *
     * @return JSON in UTF-8
     * @throws IllegalArgumentException if the tag contains an unpaired surrogate
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
     * Reads a body. Accepts strings and numbers alike and ignores unknown fields.
     *
     * @param body at most {@value CreateRedemptionBody#MAX_BYTES} bytes
     * @return what is to be issued
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
