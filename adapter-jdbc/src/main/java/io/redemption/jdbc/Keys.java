package io.redemption.jdbc;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_16BE;

import io.redemption.internal.Digests;
import io.redemption.model.AttemptId;
import io.redemption.model.RedeemableId;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.Reversal;
import io.redemption.model.TransactionChoice;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The binary keys of rows. An attempt's is its own text, so that ids which grow with time are stored in their order;
 * the others are 128 bits of a digest.
 */
final class Keys {
    private static final int BYTES = 16;

    private Keys() {}

    static byte[] of(AttemptId id) {
        return id.value().getBytes(US_ASCII);
    }

    static AttemptId attempt(byte[] key) {
        return AttemptId.of(new String(key, US_ASCII));
    }

    static byte[] ofBasket(String name) {
        return name.getBytes(US_ASCII);
    }

    static String basket(byte[] key) {
        return new String(key, US_ASCII);
    }

    static byte[] of(Reversal reversal) {
        return digest(reversal.redeemable(), reversal.redemption().value());
    }

    /** Returns the key of the transaction id that no other attempt may carry; {@code null} if there is none. */
    static byte @Nullable [] ofTransaction(RedemptionAttempt attempt) {
        return attempt.request().transaction() instanceof TransactionChoice.Unique unique
                ? ofTransaction(attempt.redeemable(), unique.id().value())
                : null;
    }

    static byte[] ofTransaction(RedeemableId redeemable, String transaction) {
        return digest(redeemable, transaction);
    }

    private static byte[] digest(RedeemableId redeemable, String text) {
        String content = redeemable.kind() + "\0" + redeemable.value() + "\0" + text;
        return Arrays.copyOf(Digests.sha256().digest(content.getBytes(UTF_16BE)), BYTES);
    }
}
