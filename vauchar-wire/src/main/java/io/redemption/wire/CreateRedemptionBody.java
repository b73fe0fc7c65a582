package io.redemption.wire;

import io.redemption.model.Amount;
import io.redemption.model.RedeemableKind;
import io.redemption.model.Redeemer;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.TransactionId;
import org.jspecify.annotations.Nullable;

/**
 * The body of a POST that creates a redemption. Contains personal data, which {@link #toString} hides. Immutable.
 *
 * @param redeemer who redeems; {@code 0}, the user id of guests, is an id like any other
 * @param value how much, or {@code null} if it is absent
 * @param transactionId the transaction id, or {@code null} if there is none
 */
public record CreateRedemptionBody(
        Redeemer redeemer, @Nullable Amount value, @Nullable TransactionId transactionId) {
    /** The largest request that is read, in bytes: {@value}. */
    public static final int MAX_BYTES = 65_536;

    private static final String[] TEXTS = {"user_id", "user_email", "user_phone", "transaction_id"};

    /**
     * Returns what is sent for an attempt.
     *
     * @param attempt what is redeemed
     * @param giftCardTransaction whether a gift card's request contains the transaction id. Its schema does not list
     *     one, but the vendor's shop plugin sends it
     * @return the request
     */
    public static CreateRedemptionBody of(RedemptionAttempt attempt, boolean giftCardTransaction) {
        boolean send = giftCardTransaction || attempt.redeemable().kind() != RedeemableKind.GIFT_CARD;
        return new CreateRedemptionBody(
                attempt.request().redeemer(), attempt.request().value(), send ? attempt.transactionId() : null);
    }

    /**
     * Encodes the body as documented: ids are strings, money is a number without exponent, absent fields are left out.
     *
     * @return JSON in UTF-8
     * @throws IllegalArgumentException if a text contains an unpaired surrogate; the message names the field
     */
    public byte[] encode() {
        byte[] plain = PlainMembers.encode(
                TEXTS,
                new @Nullable String[] {
                    redeemer.userId(),
                    redeemer.email(),
                    redeemer.phone(),
                    transactionId == null ? null : transactionId.value()
                },
                "value_used",
                value);
        return plain != null ? plain : encodeAny();
    }

    private byte[] encodeAny() {
        return JsonWriter.write(out -> out.object(body -> body.textIfPresent("user_id", redeemer.userId())
                .textIfPresent("user_email", redeemer.email())
                .textIfPresent("user_phone", redeemer.phone())
                .textIfPresent("transaction_id", transactionId == null ? null : transactionId.value())
                .moneyIfPresent("value_used", value)));
    }

    /**
     * Reads a body. Accepts strings and integers for ids, strings and numbers for money, in any notation. {@code ""},
     * {@code null} and a missing field are absent; unknown fields are ignored. The request rules check whether all
     * fields that the kind requires are there.
     *
     * @param body at most {@value #MAX_BYTES} bytes
     * @return the request
     * @throws UnreadableBodyException if it is not one JSON object with such fields
     */
    public static CreateRedemptionBody decode(byte[] body) {
        return decode(body, Amount.MAX_DECIMALS);
    }

    /**
     * Reads a body for an issuer whose decimals are known. A JSON number of 15 or more digits that is an amount with
     * these decimals but for a floating-point error, such as {@code 0.30000000000000004}, is read as that amount. Every
     * other number is read exactly.
     *
     * @param body at most {@value #MAX_BYTES} bytes
     * @param decimals how many decimals of a value the issuer keeps, from 0 to {@value Amount#MAX_DECIMALS}
     * @return the request
     * @throws UnreadableBodyException if it is not one JSON object with such fields
     */
    public static CreateRedemptionBody decode(byte[] body, int decimals) {
        Fields fields = Fields.of("", JsonTokenizer.read(body, MAX_BYTES, 2_000));
        return new CreateRedemptionBody(
                RedemptionFields.redeemer(fields),
                fields.amount("value_used", decimals),
                RedemptionFields.transactionId(fields));
    }

    /** {@return value and transaction id; nothing of the redeemer} */
    @Override
    public String toString() {
        return "CreateRedemptionBody[" + redeemer + ", " + value + ", " + transactionId + "]";
    }
}
