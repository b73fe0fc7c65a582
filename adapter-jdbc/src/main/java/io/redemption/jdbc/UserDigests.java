package io.redemption.jdbc;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.redemption.internal.Digests;
import io.redemption.model.AttemptId;
import io.redemption.port.IdSource;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Represents users by a keyed digest, salted with the attempt id, so that nobody without the key can tell who they are
 * or which attempts are theirs. Immutable.
 */
final class UserDigests {
    private static final int BYTES = 16;
    private static final int NAME_BYTES = 4;

    private final SecretKeySpec key;
    private final byte[] name;

    private UserDigests(byte[] key) {
        this.key = new SecretKeySpec(key, "HmacSHA256");
        this.name = Arrays.copyOf(Digests.sha256().digest(key), NAME_BYTES);
    }

    static UserDigests of(byte[] key) {
        return new UserDigests(key);
    }

    /** Returns digests that only this process can compare. */
    static UserDigests forThisProcess() {
        return new UserDigests(IdSource.secure().token(52).getBytes(UTF_8));
    }

    /** The name of the key, stored beside each digest: digests of different keys cannot be compared. */
    byte[] keyName() {
        return name.clone();
    }

    byte @Nullable [] of(AttemptId attempt, @Nullable String userId) {
        if (userId == null) {
            return null;
        }
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            mac.update(attempt.value().getBytes(UTF_8));
            mac.update((byte) 0);
            return Arrays.copyOf(mac.doFinal(userId.getBytes(UTF_8)), BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK lacks HMAC-SHA-256, which every JDK must have", e);
        }
    }

    /**
     * Returns whether a user may be the one of a stored attempt: certainly not if one of both has no user, or if the
     * digests of one key differ.
     */
    boolean mayBe(AttemptId stored, byte @Nullable [] digest, byte @Nullable [] keyName, @Nullable String userId) {
        if (digest == null || userId == null) {
            return digest == null && userId == null;
        }
        return !Arrays.equals(keyName, name) || MessageDigest.isEqual(digest, of(stored, userId));
    }
}
