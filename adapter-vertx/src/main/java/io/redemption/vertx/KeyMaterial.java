package io.redemption.vertx;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.KeyStoreOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.TrustOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.Arrays;
import java.util.Collections;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Keys or certificates as supplied: a key store in PKCS#12 with its password, or certificates in PEM. Has no
 * {@code toString}, because it contains secrets. Immutable.
 */
final class KeyMaterial {
    private static final String PKCS12 = "PKCS12";

    private final byte[] bytes;
    private final @Nullable String password;

    private KeyMaterial(byte[] bytes, @Nullable String password) {
        this.bytes = bytes;
        this.password = password;
    }

    static KeyMaterial pem(byte[] pem) {
        return new KeyMaterial(pem.clone(), null);
    }

    static KeyMaterial store(byte[] pkcs12, char[] password) {
        return new KeyMaterial(pkcs12.clone(), new String(password));
    }

    byte[] bytes() {
        return bytes.clone();
    }

    boolean isPem() {
        return password == null;
    }

    int size() {
        return bytes.length;
    }

    /** Returns whether there is a certificate that can be trusted. */
    boolean hasCertificate() {
        try {
            return isPem()
                    ? !CertificateFactory.getInstance("X.509")
                            .generateCertificates(new ByteArrayInputStream(bytes))
                            .isEmpty()
                    : holds(load(), false);
        } catch (GeneralSecurityException | IOException unreadable) {
            return false;
        }
    }

    /** Returns whether there is a private key that the password opens. */
    boolean hasKey() {
        try {
            return !isPem() && holds(load(), true);
        } catch (GeneralSecurityException | IOException unreadable) {
            return false;
        }
    }

    private boolean holds(KeyStore store, boolean key) throws GeneralSecurityException {
        for (String alias : Collections.list(store.aliases())) {
            boolean found = key
                    ? store.isKeyEntry(alias) && store.getKey(alias, secret()) != null
                    : store.getCertificate(alias) != null;
            if (found) {
                return true;
            }
        }
        return false;
    }

    private KeyStore load() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance(PKCS12);
        store.load(new ByteArrayInputStream(bytes), secret());
        return store;
    }

    private char[] secret() {
        return password == null ? new char[0] : password.toCharArray();
    }

    KeyStoreOptions toKeys() {
        return new KeyStoreOptions()
                .setType(PKCS12)
                .setValue(Buffer.buffer(bytes))
                .setPassword(password);
    }

    TrustOptions toTrust() {
        return isPem() ? new PemTrustOptions().addCertValue(Buffer.buffer(bytes)) : toKeys();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof KeyMaterial that
                && Arrays.equals(bytes, that.bytes)
                && Objects.equals(password, that.password);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }
}
