package io.redemption.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.redemption.internal.Digests;
import java.security.MessageDigest;
import java.util.Arrays;

/** The SHA-256 digest of a credential. Comparing digests takes the same time wherever they differ. Immutable. */
final class CredentialDigest {
    private final byte[] bytes;

    private CredentialDigest(byte[] bytes) {
        this.bytes = bytes;
    }

    static CredentialDigest of(String text) {
        return new CredentialDigest(Digests.sha256().digest(text.getBytes(UTF_8)));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CredentialDigest digest && MessageDigest.isEqual(bytes, digest.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return "Digest";
    }
}
