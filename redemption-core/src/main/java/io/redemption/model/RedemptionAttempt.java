package io.redemption.model;

import io.redemption.internal.Checks;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to redeem: an id, the request and its final transaction id. Created before anything is sent, so that it
 * can be stored first. Redeeming the same attempt again never redeems twice. Immutable.
 *
 * @param id the idempotency key
 * @param request what is redeemed
 * @param transactionId the transaction id that is sent, or {@code null} if there is none. It follows the request's
 *     choice: the given id, or one of {@code A-Z a-z 0-9 . _ ~ -}, after the prefix and a dot if there is a prefix. So
 *     a check of the choice is a check of what is sent
 * @param preparedAt when it was created
 * @param preparedBy the {@code Redemptions} that created it, as a random name of at most 32 characters; {@code null} if
 *     that is not known. An attempt of another origin may have been sent
 */
public record RedemptionAttempt(
        AttemptId id,
        RedemptionRequest request,
        @Nullable TransactionId transactionId,
        Instant preparedAt,
        @Nullable String preparedBy) {
    private static final String TAG = "rdm-attempt-1";

    /**
     * Checks the components.
     *
     * @throws IllegalArgumentException if the transaction id does not follow the request's choice
     */
    public RedemptionAttempt {
        Checks.required("id", id);
        Checks.required("request", request);
        Checks.required("preparedAt", preparedAt);
        if (preparedBy != null) {
            Checks.text("prepared by", preparedBy, 32);
        }
        if (!isChosen(transactionId, request.transaction())) {
            throw Checks.unexpected(
                    "transaction id",
                    transactionId == null ? "none" : transactionId,
                    "what the request chose, " + request.transaction());
        }
    }

    /**
     * Creates an attempt of unknown origin.
     *
     * @throws IllegalArgumentException if the transaction id does not follow the request's choice
     */
    public RedemptionAttempt(
            AttemptId id, RedemptionRequest request, @Nullable TransactionId transactionId, Instant preparedAt) {
        this(id, request, transactionId, preparedAt, null);
    }

    private static boolean isChosen(@Nullable TransactionId id, TransactionChoice choice) {
        if (choice instanceof TransactionChoice.AsGiven given) {
            return Objects.equals(id, given.id());
        }
        if (choice instanceof TransactionChoice.Unique unique) {
            return unique.id().equals(id);
        }
        String front = choice instanceof TransactionChoice.Prefixed prefixed ? prefixed.prefix() + "." : "";
        return id != null
                && id.value().startsWith(front)
                && Checks.isUnreserved(id.value().substring(front.length()));
    }

    /** {@return what is redeemed} */
    public RedeemableId redeemable() {
        return request.redeemable();
    }

    /**
     * Returns the transaction id by which our redemption can be recognised later.
     *
     * @return the transaction id if it is unique to this attempt, otherwise {@code null}
     */
    public @Nullable TransactionId marker() {
        return request.transaction() instanceof TransactionChoice.AsGiven ? null : transactionId;
    }

    /**
     * Returns whether another attempt has the same content: redeemable, user, value and chosen transaction id. The time
     * of preparing, a generated id, and e-mail address and phone number are not content, because shops write contact
     * data in different ways. An issuer that honours attempt ids refuses an attempt of the same id and other content
     * with {@link ViolationCode#ATTEMPT_REUSED}.
     *
     * @param other an attempt with the same id
     * @return whether a replay of this attempt may answer the other
     */
    public boolean hasContentOf(RedemptionAttempt other) {
        return asksForSame(other) && request.transaction().equals(other.request.transaction());
    }

    /**
     * Returns whether another attempt asks for the same redeemable, user and value, with any transaction id.
     *
     * @param other another attempt
     * @return whether both ask for the same
     */
    public boolean asksForSame(RedemptionAttempt other) {
        return request.redeemable().equals(other.request.redeemable())
                && Objects.equals(
                        request.redeemer().userId(), other.request.redeemer().userId())
                && Objects.equals(request.value(), other.request.value());
    }

    /**
     * Returns the first field in which a redemption differs from what this attempt asks for: redeemable, user, value or
     * transaction. A transaction id that the issuer dropped or cut is no difference; another id is.
     *
     * @param found what the issuer recorded
     * @param rewritesUserIds whether the issuer returns its own user ids, see {@link Capabilities#rewritesUserIds};
     *     then the user is not compared
     * @return the field's name in the API, or {@code null} if nothing differs
     */
    public @Nullable String contradiction(Redemption found, boolean rewritesUserIds) {
        return RedemptionMatch.contradiction(this, found, rewritesUserIds);
    }

    /**
     * Returns the text form, for the shop's own order row. Holds the redeemer's data and the id of the redeemable:
     * store it as carefully as the order itself. At most 4,000 characters unless the redeemer's fields are extremely
     * long.
     *
     * @return ASCII text without white space
     */
    public String encode() {
        TextForm form = TextForm.writing(TAG)
                .put("id", id.value())
                .put("kind", request.redeemable().kind())
                .put("on", request.redeemable().value())
                .put("user", request.redeemer().userId())
                .put("email", request.redeemer().email())
                .put("phone", request.redeemer().phone())
                .put("value", request.value())
                .put("total", request.orderTotal())
                .put("transaction", transactionId == null ? null : transactionId.value())
                .put("at", preparedAt)
                .put("by", preparedBy);
        TransactionChoice choice = request.transaction();
        if (choice instanceof TransactionChoice.Generated) {
            form.put("choice", "generated");
        } else if (choice instanceof TransactionChoice.Prefixed prefixed) {
            form.put("choice", "prefixed").put("chosen", prefixed.prefix());
        } else if (choice instanceof TransactionChoice.Unique unique) {
            form.put("choice", "unique").put("chosen", unique.id().value());
        } else if (choice instanceof TransactionChoice.AsGiven given) {
            TransactionId id = given.id();
            form.put("choice", "as-given").put("chosen", id == null ? null : id.value());
        }
        return form.text();
    }

    /**
     * Reads the text form that {@link #encode} wrote, in this or an earlier version.
     *
     * @param text the text form
     * @return an equal attempt
     * @throws IllegalArgumentException if the text is cut, altered or something else
     */
    public static RedemptionAttempt decode(String text) {
        TextForm form = TextForm.reading(TAG, Checks.required("text", text));
        TransactionId transaction = form.find("transaction", TransactionId::of);
        RedeemableKind kind = form.get("kind", RedeemableKind::valueOf);
        RedemptionRequest request = new RedemptionRequest(
                form.get("on", value -> new RedeemableId(kind, value)),
                redeemer(form),
                form.find("value", Amount::of),
                choice(form),
                form.find("total", Amount::of));
        AttemptId id = form.get("id", AttemptId::of);
        Instant preparedAt = form.get("at", Instant::parse);
        String preparedBy = form.find("by", by -> by);
        return form.read(
                "the transaction id that the request chose",
                () -> new RedemptionAttempt(id, request, transaction, preparedAt, preparedBy));
    }

    private static Redeemer redeemer(TextForm form) {
        return new Redeemer(
                form.find("user", value -> Checks.text("user id", value, 255)),
                form.find("email", value -> Checks.text("user e-mail", value, 255)),
                form.find("phone", value -> Checks.text("user phone", value, 255)));
    }

    private static TransactionChoice choice(TextForm form) {
        return switch (form.get("choice")) {
            case "generated" -> new TransactionChoice.Generated();
            case "prefixed" -> form.get("chosen", TransactionChoice.Prefixed::new);
            case "unique" -> new TransactionChoice.Unique(form.get("chosen", TransactionId::of));
            case "as-given" -> new TransactionChoice.AsGiven(form.find("chosen", TransactionId::of));
            default ->
                throw new IllegalArgumentException(
                        "encoded text: not readable as " + TAG + " (expected: a known choice of transaction id)");
        };
    }
}
