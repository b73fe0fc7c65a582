package io.redemption.internal;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Creates the digest that the library uses. */
public final class Digests {
    private Digests() {}

    /** Returns a new SHA-256 digest. Not thread-safe. */
    public static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this JDK lacks SHA-256, which every JDK must have", e);
        }
    }
}
