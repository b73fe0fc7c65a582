package io.redemption;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An attempt in doubt with the evidence so far: all it takes to find out later, in another process, and nothing secret.
 * It holds no e-mail address, phone number, user id, credential or response body. Immutable.
 *
 * @param operation what is in doubt, {@link Operation#REDEEM} or {@link Operation#REVERSE}
 * @param attemptId the attempt; {@code null} for a reversal, and only there
 * @param redeemable what it is about
 * @param redemption the redemption to be reversed; {@code null} when redeeming, and only there
 * @param marker the transaction id that only this attempt carries, or {@code null} if it has none
 * @param value how much is in doubt, or {@code null} if it was not stated
 * @param doubt why it is in doubt
 * @param executed how likely it was executed
 * @param sends how often it was handed to the transport, from 0
 * @param sentAt when it was first sent, by our clock; the attempt's own time if that is not known
 * @param doubtfulSince when the doubt began, by our clock
 */
public record Ticket(
        Operation operation,
        @Nullable AttemptId attemptId,
        RedeemableId redeemable,
        @Nullable RedemptionId redemption,
        @Nullable TransactionId marker,
        @Nullable Amount value,
        Doubt doubt,
        Likelihood executed,
        int sends,
        Instant sentAt,
        Instant doubtfulSince) {
    private static final String TAG = "rdm-ticket-1";

    /**
     * Checks the components.
     *
     * @param operation as the component says
     * @param attemptId as the component says
     * @param redeemable as the component says
     * @param redemption as the component says
     * @param marker as the component says
     * @param value as the component says
     * @param doubt as the component says
     * @param executed as the component says
     * @param sends as the component says
     * @param sentAt as the component says
     * @param doubtfulSince as the component says
     * @throws IllegalArgumentException if the operation is another one, if it lacks what it is about or names what it is
     *     not about, or if the number of sends is negative
     */
    public Ticket {
        if (operation != Operation.REDEEM && operation != Operation.REVERSE) {
            throw Checks.unexpected("operation in doubt", operation, "REDEEM or REVERSE");
        }
        boolean redeeming = operation == Operation.REDEEM;
        if (redeeming != (attemptId != null) || redeeming != (redemption == null)) {
            throw Checks.unexpected(
                    "subject of " + operation,
                    "attempt " + attemptId + ", redemption " + redemption,
                    redeeming ? "an attempt alone" : "a redemption alone");
        }
        if (sends < 0) {
            throw Checks.unexpected("sends", sends, "0 or more");
        }
    }

    /**
     * The ticket of an attempt to redeem.
     *
     * @param attempt the attempt
     * @param doubt why it is in doubt
     * @param executed how likely it was executed
     * @param sends how often it was sent
     * @param sentAt when it was first sent
     * @param doubtfulSince when the doubt began
     * @return the ticket
     */
    public static Ticket of(
            RedemptionAttempt attempt,
            Doubt doubt,
            Likelihood executed,
            int sends,
            Instant sentAt,
            Instant doubtfulSince) {
        return new Ticket(
                Operation.REDEEM,
                attempt.id(),
                attempt.redeemable(),
                null,
                attempt.marker(),
                attempt.request().value(),
                doubt,
                executed,
                sends,
                sentAt,
                doubtfulSince);
    }

    /**
     * The ticket of a reversal.
     *
     * @param reversal the reversal
     * @param doubt why it is in doubt
     * @param executed how likely it was executed
     * @param sends how often it was sent
     * @param sentAt when it was first sent
     * @param doubtfulSince when the doubt began
     * @return the ticket
     */
    public static Ticket of(
            Reversal reversal, Doubt doubt, Likelihood executed, int sends, Instant sentAt, Instant doubtfulSince) {
        return new Ticket(
                Operation.REVERSE,
                null,
                reversal.redeemable(),
                reversal.redemption(),
                null,
                null,
                doubt,
                executed,
                sends,
                sentAt,
                doubtfulSince);
    }

    /**
     * The text form, to be stored anywhere. Holds the redeemable's id, which for a gift card is worth its balance.
     *
     * @return ASCII text without white space, at most 2,000 characters
     */
    public String encode() {
        return TextForm.writing(TAG)
                .put("op", operation)
                .put("attempt", attemptId)
                .put("kind", redeemable.kind())
                .put("on", redeemable.value())
                .put("redemption", redemption)
                .put("marker", marker == null ? null : marker.value())
                .put("value", value)
                .put("doubt", doubt)
                .put("executed", executed)
                .put("sends", sends)
                .put("sent", sentAt)
                .put("since", doubtfulSince)
                .text();
    }

    /**
     * Reads what {@link #encode} wrote, in this or an earlier version.
     *
     * @param text the text form
     * @return an equal ticket
     * @throws IllegalArgumentException if the text is cut, altered or something else
     */
    public static Ticket decode(String text) {
        TextForm form = TextForm.reading(TAG, text);
        return form.read("what its operation is about", () -> read(form));
    }

    private static Ticket read(TextForm form) {
        return new Ticket(
                form.get("op", Operation::valueOf),
                form.find("attempt", AttemptId::of),
                redeemable(form),
                form.find("redemption", RedemptionId::of),
                form.find("marker", TransactionId::of),
                form.find("value", Amount::of),
                form.get("doubt", Doubt::valueOf),
                form.get("executed", Likelihood::valueOf),
                form.get("sends", Integer::valueOf),
                form.get("sent", Instant::parse),
                form.get("since", Instant::parse));
    }

    private static RedeemableId redeemable(TextForm form) {
        RedeemableKind kind = form.get("kind", RedeemableKind::valueOf);
        return form.get("on", value -> new RedeemableId(kind, value));
    }
}
