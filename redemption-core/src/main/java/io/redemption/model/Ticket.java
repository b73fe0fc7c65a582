package io.redemption.model;

import io.redemption.internal.Checks;
import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An attempt or a reversal in doubt, with all that is needed to resolve it later, in another process, and nothing
 * secret. It holds no e-mail address, phone number, user id, credential or response body. Of the user it holds 24 bits
 * of a digest that is salted with the attempt id: pseudonymous data, which distinguishes our redemption from others but
 * does not identify the user. Immutable.
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
 * @param doubtfulSince the latest time at which the last send can have ended, by our clock. For display only: it proves
 *     nothing, because a clock may be set
 * @param userDigest six hexadecimal digits that represent the user who redeems; {@code null} if no user was named, for
 *     a reversal, and in tickets of version 0.1 before the digest
 * @param issuerTime the issuer's time when the doubt began, or a little later; {@code null} if it was not known then.
 *     Another process measures with it how much time has passed
 * @param timedLater whether the issuer's time is that of a later read, because it was not known before or the attempt
 *     had been sent earlier too. Then it does not limit when the redemption can have been made
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
        Instant doubtfulSince,
        @Nullable String userDigest,
        @Nullable Instant issuerTime,
        boolean timedLater) {
    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{6}");
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
     * @param userDigest as the component says
     * @param issuerTime as the component says
     * @param timedLater as the component says
     * @throws IllegalArgumentException if the operation is another one, if it lacks what it is about or names what it
     *     is not about, if the number of sends is negative, or if the digest is none
     */
    public Ticket {
        Checks.required("operation", operation);
        Checks.required("redeemable", redeemable);
        Checks.required("doubt", doubt);
        Checks.required("executed", executed);
        Checks.required("sentAt", sentAt);
        Checks.required("doubtfulSince", doubtfulSince);
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
        if (userDigest != null && !DIGEST.matcher(userDigest).matches()) {
            throw Checks.unexpected("user digest", userDigest, "six hexadecimal digits");
        }
    }

    /**
     * Returns the ticket of an attempt to redeem.
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
        String user = attempt.request().redeemer().userId();
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
                doubtfulSince,
                user == null ? null : RedemptionMatch.userDigest(attempt.id(), user),
                null,
                false);
    }

    /**
     * Returns the ticket of a reversal.
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
                doubtfulSince,
                null,
                null,
                false);
    }

    /**
     * Returns the same ticket with the issuer's time.
     *
     * @param issuerTime the issuer's time when the doubt began, or a little later; {@code null} if it is not known
     * @return the ticket
     */
    public Ticket withIssuerTime(@Nullable Instant issuerTime) {
        return copy(executed, sends, sentAt, userDigest, issuerTime, timedLater);
    }

    /**
     * Returns the same ticket with the issuer's time of a read after the doubt had begun. Waiting begins with it, and
     * the time of the redemption stays unknown.
     *
     * @param issuerTime the issuer's time at that read, or a little later
     * @return the ticket
     */
    public Ticket withLaterIssuerTime(Instant issuerTime) {
        return copy(executed, sends, sentAt, userDigest, issuerTime, true);
    }

    /**
     * Returns the ticket of an attempt that was sent again while it was in doubt: it has been in doubt since its first
     * send, and waiting begins with the last.
     *
     * @param before the ticket before this send
     * @return the ticket of both
     */
    public Ticket after(Ticket before) {
        return copy(
                before.executed == Likelihood.LIKELY ? before.executed : executed,
                before.sends + sends,
                before.sentAt,
                userDigest,
                issuerTime,
                true);
    }

    private Ticket copy(
            Likelihood executed,
            int sends,
            Instant sentAt,
            @Nullable String userDigest,
            @Nullable Instant issuerTime,
            boolean timedLater) {
        return new Ticket(
                operation,
                attemptId,
                redeemable,
                redemption,
                marker,
                value,
                doubt,
                executed,
                sends,
                sentAt,
                doubtfulSince,
                userDigest,
                issuerTime,
                timedLater);
    }

    /**
     * Returns the same ticket without the user, for an issuer that returns its own user ids.
     *
     * @return the ticket
     */
    public Ticket withoutUser() {
        return copy(executed, sends, sentAt, null, issuerTime, timedLater);
    }

    /**
     * Returns the first field in which a redemption differs from what is in doubt: redeemable, user, value or
     * transaction. The same transaction id alone does not make a redemption ours.
     *
     * @param found what the issuer recorded
     * @return the field's name in the API, or {@code null} if nothing differs
     */
    public @Nullable String contradiction(Redemption found) {
        return RedemptionMatch.of(this).contradiction(found, false);
    }

    /**
     * Returns whether a listed redemption may be the one in doubt although its transaction id differs from the one
     * sent: the id is missing, cut, padded or in other case, and user and value match as far as they are known.
     *
     * @param listed what the issuer lists
     * @return whether it prevents the conclusion that the redemption in doubt is absent
     */
    public boolean isCandidate(Redemption listed) {
        return RedemptionMatch.of(this).isCandidate(listed);
    }

    /**
     * Returns the text form, for storage. Holds the redeemable's id, which for a gift card is worth its balance.
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
                .put("user", userDigest)
                .put("issuer", issuerTime)
                .put("later", timedLater ? true : null)
                .text();
    }

    /**
     * Reads the text form that {@link #encode} wrote, in this or an earlier version.
     *
     * @param text the text form
     * @return an equal ticket
     * @throws IllegalArgumentException if the text is cut, altered or something else
     */
    public static Ticket decode(String text) {
        TextForm form = TextForm.reading(TAG, Checks.required("text", text));
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
                form.get("since", Instant::parse),
                form.find("user", digest -> digest),
                form.find("issuer", Instant::parse),
                form.find("later", Boolean::valueOf) != null);
    }

    private static RedeemableId redeemable(TextForm form) {
        RedeemableKind kind = form.get("kind", RedeemableKind::valueOf);
        return form.get("on", value -> new RedeemableId(kind, value));
    }
}
