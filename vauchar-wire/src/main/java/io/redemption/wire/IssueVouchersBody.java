package io.redemption.wire;

import io.redemption.model.CurrencyCode;
import io.redemption.model.Discount;
import io.redemption.model.Validity;
import org.jspecify.annotations.Nullable;

/**
 * The body of a POST that issues vouchers; the issuer assigns their ids and codes. Immutable.
 *
 * @param count how many, from 1 to {@value #MAX_COUNT}; the vendor's limit is not known, its dashboard issues at most
 *     15
 * @param value what each is worth
 * @param currency the currency of the value, which the API requires
 * @param validity when they may be redeemed
 * @param tag a note of the merchant, or {@code null}; the vendor's pages of 2017-2018 allow 30 characters
 */
public record IssueVouchersBody(
        int count,
        Discount value,
        CurrencyCode currency,
        Validity validity,
        @Nullable String tag) {
    /** The highest number of vouchers in one body: {@value}. */
    public static final int MAX_COUNT = 1000;

    /**
     * Checks the count.
     *
     * @throws IllegalArgumentException if the count is out of range
     */
    public IssueVouchersBody {
        if (count < 1 || count > MAX_COUNT) {
            throw new IllegalArgumentException("count: " + count + " (expected: 1 to " + MAX_COUNT + ")");
        }
    }

    /**
     * Encodes the body.
     *
     * @return JSON in UTF-8
     * @throws IllegalArgumentException if the tag contains an unpaired surrogate
     */
    public byte[] encode() {
        return JsonWriter.write(out -> out.object(body -> {
            RedeemableWriter.value(body.integer("count", count), value).text("currency", currency);
            body.seconds("start_time", validity.from()).seconds("expiry_time", validity.until());
            body.textIfPresent("tag", tag);
        }));
    }

    /**
     * Reads a body. Accepts strings and numbers alike and ignores unknown fields.
     *
     * @param body at most {@value CreateRedemptionBody#MAX_BYTES} bytes
     * @return what is to be issued
     * @throws UnreadableBodyException if a required field is missing or a field cannot be read
     */
    public static IssueVouchersBody decode(byte[] body) {
        Fields fields = Fields.of("", JsonTokenizer.read(body, CreateRedemptionBody.MAX_BYTES, Envelope.MAX_NODES));
        Long count = fields.integer("count", 1, MAX_COUNT);
        if (count == null) {
            throw fields.unreadable("count", "an integer from 1 to " + MAX_COUNT);
        }
        return new IssueVouchersBody(
                count.intValue(),
                TermsFields.value(fields),
                TermsFields.requiredCurrency(fields),
                TermsFields.validity(fields),
                fields.text("tag"));
    }
}
