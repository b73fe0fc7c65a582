package io.redemption.model;

import io.redemption.internal.Checks;
import java.time.Instant;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An attempt or a reversal in doubt, with all that is needed to resolve it later, in another process, and nothing
 * secret. It holds no e-mail address, phone number, user id, credential or response body. Of the user it holds 24 bits
 * of a digest that is salted with the attempt id: pseudonymous data, which distinguishes our redemption from others but
 * does not identify the user. Immutable.
 */
public final class Ticket {
    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{6}");
    private final Operation operation;
    private final @Nullable AttemptId attemptId;
    private final RedeemableId redeemable;
    private final @Nullable RedemptionId redemption;
    private final @Nullable TransactionId marker;
    private final @Nullable Amount value;
    private final Doubt doubt;
    private final Likelihood executed;
    private final int sends;
    private final Instant sentAt;
    private final Instant doubtfulSince;
    private final @Nullable String userDigest;
    private final @Nullable Instant issuerTime;
    private final boolean timedLater;

    Ticket(
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
        this.operation = operation;
        this.attemptId = attemptId;
        this.redeemable = redeemable;
        this.redemption = redemption;
        this.marker = marker;
        this.value = value;
        this.doubt = doubt;
        this.executed = executed;
        this.sends = sends;
        this.sentAt = sentAt;
        this.doubtfulSince = doubtfulSince;
        this.userDigest = userDigest;
        this.issuerTime = issuerTime;
        this.timedLater = timedLater;
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
        return copy(doubt, executed, sends, sentAt, userDigest, issuerTime, timedLater);
    }

    /**
     * Returns the same ticket with the issuer's time of a read after the doubt had begun. Waiting begins with it, and
     * the time of the redemption stays unknown.
     *
     * @param issuerTime the issuer's time at that read, or a little later
     * @return the ticket
     */
    public Ticket withLaterIssuerTime(Instant issuerTime) {
        return copy(doubt, executed, sends, sentAt, userDigest, issuerTime, true);
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
                doubt,
                before.executed == Likelihood.LIKELY ? before.executed : executed,
                before.sends + sends,
                before.sentAt,
                userDigest,
                issuerTime,
                true);
    }

    /**
     * Returns the same ticket, of an attempt that was begun earlier and whose last send has no recorded end. It has no
     * issuer's time.
     *
     * @return the ticket
     */
    public Ticket begunEarlier() {
        return copy(Doubt.BEGUN_EARLIER, executed, sends, sentAt, userDigest, null, true);
    }

    private Ticket copy(
            Doubt doubt,
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
        return copy(doubt, executed, sends, sentAt, null, issuerTime, timedLater);
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
        return TicketText.encode(this);
    }

    /**
     * Reads the text form that {@link #encode} wrote, in this or an earlier version.
     *
     * @param text the text form
     * @return an equal ticket
     * @throws IllegalArgumentException if the text is cut, altered or something else
     */
    public static Ticket decode(String text) {
        return TicketText.decode(Checks.required("text", text));
    }

    /** {@return what is in doubt, {@link Operation#REDEEM} or {@link Operation#REVERSE}} */
    public Operation operation() {
        return operation;
    }

    /** {@return the attempt, or {@code null} for a reversal, and only there} */
    public @Nullable AttemptId attemptId() {
        return attemptId;
    }

    /** {@return what it is about} */
    public RedeemableId redeemable() {
        return redeemable;
    }

    /** {@return the redemption to be reversed, or {@code null} when redeeming, and only there} */
    public @Nullable RedemptionId redemption() {
        return redemption;
    }

    /** {@return the transaction id that only this attempt carries, or {@code null} if it has none} */
    public @Nullable TransactionId marker() {
        return marker;
    }

    /** {@return how much is in doubt, or {@code null} if it was not stated} */
    public @Nullable Amount value() {
        return value;
    }

    /** {@return why it is in doubt} */
    public Doubt doubt() {
        return doubt;
    }

    /** {@return how likely it was executed} */
    public Likelihood executed() {
        return executed;
    }

    /** {@return how often it was handed to the transport, from 0} */
    public int sends() {
        return sends;
    }

    /** {@return when it was first sent, by our clock; the attempt's own time if that is not known} */
    public Instant sentAt() {
        return sentAt;
    }

    /**
     * {@return the latest time at which the last send can have ended, by our clock} For display only: it proves
     * nothing, because a clock may be set.
     */
    public Instant doubtfulSince() {
        return doubtfulSince;
    }

    /**
     * {@return the six hexadecimal digits that represent the user who redeems, or {@code null} if no user was named,
     * for a reversal, and in tickets of version 0.1 before the digest}
     */
    public @Nullable String userDigest() {
        return userDigest;
    }

    /**
     * {@return the issuer's time when the doubt began, or a little later, or {@code null} if it was not known then}
     * Another process measures with it how much time has passed.
     */
    public @Nullable Instant issuerTime() {
        return issuerTime;
    }

    /**
     * {@return whether the issuer's time is that of a later read, because it was not known before or the attempt had
     * been sent earlier too} Then it does not limit when the redemption can have been made.
     */
    public boolean timedLater() {
        return timedLater;
    }

    private @Nullable Object[] fields() {
        return new @Nullable Object[] {
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
            timedLater
        };
    }

    /** {@return whether every field is equal} */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Ticket that && Arrays.equals(fields(), that.fields());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(fields());
    }

    /** {@return operation, redeemable, attempt or redemption, and the doubt; nothing of the user} */
    @Override
    public String toString() {
        return "Ticket[" + operation + " of " + redeemable + ", " + (attemptId == null ? redemption : attemptId) + ", "
                + doubt + ", " + executed + ", " + sends + " sends since " + sentAt + "]";
    }
}
