package io.redemption.jdbc;

import io.redemption.model.Amount;
import io.redemption.model.AttemptId;
import io.redemption.model.RedeemableId;
import io.redemption.model.RedeemableKind;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionRequest;
import io.redemption.model.TransactionChoice;
import io.redemption.model.TransactionId;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is stored of an attempt's request: what decides whether another attempt asks for the same. Nothing of the user
 * but a keyed digest. Immutable.
 */
final class StoredContent {
    private static final String UNIQUE = "U";

    private final RedeemableId redeemable;
    private final @Nullable String amount;

    /** One letter for the kind of transaction id. */
    private final String choice;

    /** The text of that choice. */
    private final @Nullable String chosen;

    /** The user; {@code null} if none was named. */
    private final byte @Nullable [] userDigest;

    /** The key of that digest. */
    private final byte @Nullable [] keyName;

    private StoredContent(
            RedeemableId redeemable,
            @Nullable String amount,
            String choice,
            @Nullable String chosen,
            byte @Nullable [] userDigest,
            byte @Nullable [] keyName) {
        this.redeemable = redeemable;
        this.amount = amount;
        this.choice = choice;
        this.chosen = chosen;
        this.userDigest = userDigest;
        this.keyName = keyName;
    }

    static StoredContent of(RedemptionAttempt attempt, UserDigests digests) {
        RedemptionRequest request = attempt.request();
        byte[] user = digests.of(attempt.id(), request.redeemer().userId());
        Amount value = request.value();
        return new StoredContent(
                request.redeemable(),
                value == null ? null : value.toString(),
                letter(request.transaction()),
                chosen(request.transaction()),
                user,
                user == null ? null : digests.keyName());
    }

    private static String letter(TransactionChoice choice) {
        if (choice instanceof TransactionChoice.Unique) {
            return UNIQUE;
        }
        if (choice instanceof TransactionChoice.Prefixed) {
            return "P";
        }
        return choice instanceof TransactionChoice.AsGiven ? "A" : "G";
    }

    private static @Nullable String chosen(TransactionChoice choice) {
        if (choice instanceof TransactionChoice.Unique unique) {
            return unique.id().value();
        }
        if (choice instanceof TransactionChoice.Prefixed prefixed) {
            return prefixed.prefix();
        }
        if (choice instanceof TransactionChoice.AsGiven given) {
            TransactionId id = given.id();
            return id == null ? null : id.value();
        }
        return null;
    }

    /** Sets seven parameters from the given one on, and returns the next. */
    int bind(PreparedStatement statement, int first) throws SQLException {
        statement.setString(first, redeemable.kind().name());
        statement.setString(first + 1, redeemable.value());
        statement.setString(first + 2, amount);
        statement.setString(first + 3, choice);
        statement.setString(first + 4, chosen == null ? null : StoredFields.escaped(chosen));
        statement.setBytes(first + 5, userDigest);
        statement.setBytes(first + 6, keyName);
        return first + 7;
    }

    /** Reads the content of a row; {@code null} if the row has none, because another process made the attempt. */
    static @Nullable StoredContent read(ResultSet row) throws SQLException {
        String kind = row.getString("kind");
        String redeemable = row.getString("redeemable");
        String choice = row.getString("choice");
        if (kind == null || redeemable == null || choice == null) {
            return null;
        }
        String chosen = row.getString("chosen");
        return new StoredContent(
                new RedeemableId(RedeemableKind.valueOf(kind), redeemable),
                row.getString("amount"),
                choice,
                chosen == null ? null : StoredFields.unescaped(chosen),
                row.getBytes("user_digest"),
                row.getBytes("user_key"));
    }

    boolean asksForSame(AttemptId own, RedemptionAttempt other, UserDigests digests) {
        RedemptionRequest request = other.request();
        Amount value = request.value();
        return redeemable.equals(request.redeemable())
                && Objects.equals(amount, value == null ? null : value.toString())
                && digests.mayBe(own, userDigest, keyName, request.redeemer().userId());
    }

    boolean hasContentOf(AttemptId own, RedemptionAttempt other, UserDigests digests) {
        TransactionChoice transaction = other.request().transaction();
        return asksForSame(own, other, digests)
                && choice.equals(letter(transaction))
                && Objects.equals(chosen, chosen(transaction));
    }

    /** Returns the key of the transaction id that no other attempt may carry; {@code null} if there is none. */
    byte @Nullable [] transactionKey() {
        return choice.equals(UNIQUE) && chosen != null ? Keys.ofTransaction(redeemable, chosen) : null;
    }
}
