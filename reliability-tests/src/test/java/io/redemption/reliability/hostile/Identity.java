package io.redemption.reliability.hostile;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * A key with a certificate, made for the run and forgotten after it: an authority, or who one vouches for. Immutable.
 */
final class Identity {
    private static final byte[] ECDSA_SHA256 = Der.sequence(Der.oid(0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x04, 0x03, 0x02));
    private static final byte[] BASIC_CONSTRAINTS = Der.oid(0x55, 0x1D, 0x13);
    private static final byte[] ALTERNATIVE_NAMES = Der.oid(0x55, 0x1D, 0x11);
    private static final byte[] TRUE = Der.of(0x01, new byte[] {(byte) 0xFF});

    private final String name;
    private final KeyPair keys;
    private final List<Certificate> chain;

    private Identity(String name, KeyPair keys, List<Certificate> chain) {
        this.name = name;
        this.keys = keys;
        this.chain = List.copyOf(chain);
    }

    /** An authority that vouches for itself. */
    static Identity authority(String name) {
        KeyPair keys = newKeys();
        return new Identity(name, keys, List.of(certificate(name, keys, name, keys, true, List.of(), Lifetime.NOW)));
    }

    /** Somebody who vouches for himself. */
    static Identity selfSigned(String... hosts) {
        KeyPair keys = newKeys();
        return new Identity(
                "self", keys, List.of(certificate("self", keys, "self", keys, false, List.of(hosts), Lifetime.NOW)));
    }

    /** Whom this one vouches for, as an authority should or not. */
    Identity vouchingFor(Lifetime lifetime, boolean authority, String... hosts) {
        KeyPair theirs = newKeys();
        String subject = authority ? name + " below" : "localhost";
        List<Certificate> path = new ArrayList<>();
        path.add(certificate(subject, theirs, name, keys, authority, List.of(hosts), lifetime));
        path.addAll(chain);
        return new Identity(subject, theirs, path);
    }

    /** The same without those who vouch for it. */
    Identity alone() {
        return new Identity(name, keys, chain.subList(0, 1));
    }

    /** When a certificate is good. */
    enum Lifetime {
        NOW(-1, 1),
        PAST(-2, -1),
        FUTURE(1, 2);

        private final int fromDays;
        private final int untilDays;

        Lifetime(int fromDays, int untilDays) {
            this.fromDays = fromDays;
            this.untilDays = untilDays;
        }
    }

    /** The certificate, as it is trusted. */
    byte[] pem() {
        try {
            String body = Base64.getMimeEncoder().encodeToString(chain.get(0).getEncoded());
            return ("-----BEGIN CERTIFICATE-----\n" + body + "\n-----END CERTIFICATE-----\n").getBytes(US_ASCII);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A socket that listens on loopback and shows this identity. */
    ServerSocket listening() {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry("key", keys.getPrivate(), new char[0], chain.toArray(Certificate[]::new));
            KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            managers.init(store, new char[0]);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(managers.getKeyManagers(), null, null);
            return context.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyPair newKeys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Certificate certificate(
            String subject,
            KeyPair subjectKeys,
            String issuer,
            KeyPair issuerKeys,
            boolean authority,
            List<String> hosts,
            Lifetime lifetime) {
        Instant now = Instant.now();
        byte[] toBeSigned = Der.sequence(
                Der.of(0xA0, Der.integer(2)),
                Der.integer(System.nanoTime()),
                ECDSA_SHA256,
                Der.name(issuer),
                Der.sequence(
                        Der.time(now.plus(Duration.ofDays(lifetime.fromDays))),
                        Der.time(now.plus(Duration.ofDays(lifetime.untilDays)))),
                Der.name(subject),
                subjectKeys.getPublic().getEncoded(),
                Der.of(0xA3, Der.sequence(constraints(authority), alternativeNames(hosts))));
        try {
            Signature signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(issuerKeys.getPrivate());
            signature.update(toBeSigned);
            byte[] whole = Der.sequence(toBeSigned, ECDSA_SHA256, Der.bits(signature.sign()));
            return CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(whole));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] constraints(boolean authority) {
        byte[] value = authority ? Der.sequence(TRUE) : Der.sequence();
        return Der.sequence(BASIC_CONSTRAINTS, TRUE, Der.of(0x04, value));
    }

    private static byte[] alternativeNames(List<String> hosts) {
        if (hosts.isEmpty()) {
            return new byte[0];
        }
        byte[][] names = hosts.stream().map(Identity::alternativeName).toArray(byte[][]::new);
        return Der.sequence(ALTERNATIVE_NAMES, Der.of(0x04, Der.sequence(names)));
    }

    private static byte[] alternativeName(String host) {
        if (!host.matches("[0-9.]+")) {
            return Der.of(0x82, host.getBytes(US_ASCII));
        }
        String[] numbers = host.split("\\.", -1);
        byte[] address = new byte[numbers.length];
        for (int i = 0; i < numbers.length; i++) {
            address[i] = (byte) Integer.parseInt(numbers[i]);
        }
        return Der.of(0x87, address);
    }
}
