package io.redemption.model;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.redemption.internal.Digests;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Checks whether a recorded redemption is the one that was requested. First answers, late answers, resolutions, replays
 * and adapters all use it. A transaction id alone proves nothing: redeemable, value and redeemer must match too.
 * Immutable.
 */
final class RedemptionMatch {
    /** 24 bits: enough to distinguish users, too few to identify one. */
    private static final int DIGEST_BYTES = 3;

    /** The least number of characters at the end of an id that count as a cut form of it. */
    private static final int MIN_CUT_END = 8;

    private static final Pattern BLANKS = Pattern.compile("[\\p{Z}\\p{C}]+");
    private static final Pattern LEFT_PADDING = Pattern.compile("[0\\W_]*");
    private static final Pattern RIGHT_PADDING = Pattern.compile("[\\W_]*");

    private final RedeemableId redeemable;
    private final @Nullable Amount value;
    private final @Nullable TransactionId transaction;
    private final Predicate<@Nullable String> isUser;

    private RedemptionMatch(
            RedeemableId redeemable,
            @Nullable Amount value,
            @Nullable TransactionId transaction,
            Predicate<@Nullable String> isUser) {
        this.redeemable = redeemable;
        this.value = value;
        this.transaction = transaction;
        this.isUser = isUser;
    }

    /**
     * Returns the first field in which a redemption differs from the attempt's request, as {@link #contradiction} of a
     * ticket does. Makes no match, because every confirmation is compared twice.
     */
    static @Nullable String contradiction(RedemptionAttempt attempt, Redemption found, boolean rewritesUserIds) {
        RedemptionRequest request = attempt.request();
        String user = request.redeemer().userId();
        boolean isUser =
                rewritesUserIds || user == null || user.equals(found.redeemer().userId());
        return contradiction(found, request.redeemable(), isUser, request.value(), attempt.transactionId());
    }

    static RedemptionMatch of(Ticket ticket) {
        AttemptId attempt = ticket.attemptId();
        String digest = ticket.userDigest();
        return new RedemptionMatch(
                ticket.redeemable(),
                ticket.value(),
                ticket.marker(),
                listed -> digest == null
                        || attempt == null
                        || (listed != null && digest.equals(userDigest(attempt, listed))));
    }

    /**
     * Returns the first field in which a redemption differs from the request, or {@code null} if none does. A
     * transaction id that the issuer dropped or cut is no difference.
     */
    @Nullable
    String contradiction(Redemption found, boolean rewritesUserIds) {
        boolean sameUser = rewritesUserIds || isUser.test(found.redeemer().userId());
        return contradiction(found, redeemable, sameUser, value, transaction);
    }

    private static @Nullable String contradiction(
            Redemption found,
            RedeemableId redeemable,
            boolean isUser,
            @Nullable Amount value,
            @Nullable TransactionId transaction) {
        if (!found.redeemable().equals(redeemable)) {
            return "redeemable";
        }
        if (!isUser) {
            return "user_id";
        }
        if (value != null && !value.equals(found.value())) {
            return "value_used";
        }
        TransactionId listed = found.transactionId();
        boolean isOther =
                transaction != null && listed != null && !transaction.value().startsWith(listed.value());
        return isOther ? "transaction_id" : null;
    }

    /** Returns whether a listed redemption carries exactly our transaction id. */
    boolean carriesMarker(@Nullable TransactionId listed) {
        return transaction != null && transaction.equals(listed);
    }

    /** Returns whether a listed transaction id may be a changed form of ours: missing, cut, padded or in other case. */
    boolean mayBeMarker(@Nullable TransactionId listed) {
        return transaction != null && (listed == null || isVariant(folded(listed), folded(transaction)));
    }

    /** Returns whether a listed redemption may be ours although its transaction id differs from the one sent. */
    boolean isCandidate(Redemption listed) {
        String user = listed.redeemer().userId();
        Amount listedValue = listed.value();
        return listed.redeemable().equals(redeemable)
                && !carriesMarker(listed.transactionId())
                && (value == null || listedValue == null || value.equals(listedValue))
                && mayBeMarker(listed.transactionId())
                && (user == null || isUser.test(user));
    }

    private static String folded(TransactionId id) {
        return BLANKS.matcher(id.value()).replaceAll("").toLowerCase(Locale.ROOT);
    }

    private static boolean isVariant(String listed, String sent) {
        if (sent.startsWith(listed) || (listed.length() >= MIN_CUT_END && sent.endsWith(listed))) {
            return true;
        }
        int start = listed.indexOf(sent);
        return start >= 0
                && LEFT_PADDING.matcher(listed.substring(0, start)).matches()
                && RIGHT_PADDING
                        .matcher(listed.substring(start + sent.length()))
                        .matches();
    }

    /**
     * Six hexadecimal digits that stand for a user in a ticket: the first 24 bits of SHA-256 over the attempt id and
     * the user id. The attempt id is the salt, so that tickets do not show which of them are about one user.
     */
    static String userDigest(AttemptId attempt, String userId) {
        MessageDigest sha = Digests.sha256();
        sha.update(attempt.value().getBytes(UTF_8));
        sha.update((byte) 0);
        return HexFormat.of().formatHex(sha.digest(userId.getBytes(UTF_8)), 0, DIGEST_BYTES);
    }
}
