package io.redemption.vertx;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.PfxOptions;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Certificates, made once for the run by the JDK's own tool, which needs a JVM for each key. */
record Certificates(Path dir) {
    static final String PASSWORD = "canary-only-for-this-run";

    private static final String SIGNED = "signed";
    private static final String AUTHORITY = "authority";

    private static @Nullable Certificates ofThisRun;
    private static boolean hasSigned;

    /** Returns self-signed certificates: {@code ours}, {@code six} (IPv6) and {@code foreign} (of another host). */
    static synchronized Certificates ofThisRun() throws Exception {
        if (ofThisRun == null) {
            Certificates made = new Certificates(Files.createTempDirectory(Path.of("target"), "certificates"));
            made.make("ours", "ip:127.0.0.1");
            made.make("foreign", "dns:other.example");
            made.make("six", "ip:::1");
            ofThisRun = made;
        }
        return ofThisRun;
    }

    /**
     * Returns also certificates that an {@code authority} issued, because the JDK does not look at the dates of one
     * that is trusted itself: {@code past} has expired, {@code future} is not valid yet.
     */
    static synchronized Certificates withAuthority() throws Exception {
        Certificates made = ofThisRun();
        if (!hasSigned) {
            made.key(AUTHORITY, "-ext", "bc:c", "-dname", "CN=" + AUTHORITY);
            made.signed("past", "-5d");
            made.signed("future", "+2d");
            made.trust(AUTHORITY, made.keys(SIGNED));
            hasSigned = true;
        }
        return made;
    }

    /** Makes a key whose certificate is signed by the authority and valid for one day, in a store of its own. */
    private void signed(String name, String start) throws Exception {
        key(
                name,
                "-signer",
                AUTHORITY,
                "-dname",
                "CN=" + name,
                "-ext",
                "SAN=ip:127.0.0.1",
                "-startdate",
                start,
                "-validity",
                "1");
        KeyStore all = keys(SIGNED);
        KeyStore own = KeyStore.getInstance("PKCS12");
        own.load(null, null);
        char[] password = PASSWORD.toCharArray();
        own.setKeyEntry(name, all.getKey(name, password), password, all.getCertificateChain(name));
        try (OutputStream file = Files.newOutputStream(path(name))) {
            own.store(file, password);
        }
    }

    private void key(String alias, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("-genkeypair", "-alias", alias, "-keyalg", "EC"));
        command.addAll(List.of(arguments));
        keytool(SIGNED, command.toArray(String[]::new));
    }

    private KeyStore keys(String store) throws Exception {
        return KeyStore.getInstance(path(store).toFile(), PASSWORD.toCharArray());
    }

    /**
     * Makes a key with its certificate.
     *
     * @param name what it is asked for by
     * @param subject an alternative name, for example {@code ip:127.0.0.1}
     */
    private void make(String name, String subject) throws Exception {
        keytool(name, "-genkeypair", "-alias", name, "-keyalg", "EC", "-dname", "CN=" + name, "-ext", "SAN=" + subject);
        trust(name, keys(name));
    }

    /** Writes the certificate of a store in the two forms in which it can be trusted. */
    private void trust(String name, KeyStore keys) throws Exception {
        String body =
                Base64.getMimeEncoder().encodeToString(keys.getCertificate(name).getEncoded());
        Files.writeString(pemPath(name), "-----BEGIN CERTIFICATE-----\n" + body + "\n-----END CERTIFICATE-----\n");
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry(name, keys.getCertificate(name));
        try (OutputStream file = Files.newOutputStream(path(name + "-trust"))) {
            trusted.store(file, PASSWORD.toCharArray());
        }
    }

    private void keytool(String store, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("-keystore", path(store).toString(), "-storetype", "PKCS12", "-storepass", PASSWORD));
        command.addAll(List.of("-J-XX:TieredStopAtLevel=1", "-J-XX:+UseSerialGC"));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
    }

    private Path path(String store) {
        return dir.resolve(store + ".p12");
    }

    private Path pemPath(String name) {
        return dir.resolve(name + ".pem");
    }

    /** The certificate in PEM. */
    byte[] pem(String name) throws IOException {
        return Files.readAllBytes(pemPath(name));
    }

    /** The certificate in a trust store. */
    byte[] trustStore(String name) throws IOException {
        return Files.readAllBytes(path(name + "-trust"));
    }

    /** Key and certificate. */
    byte[] keyStore(String name) throws IOException {
        return Files.readAllBytes(path(name));
    }

    /** A server on loopback that shows this certificate. */
    NetServerOptions server(String name) {
        return new NetServerOptions()
                .setHost("127.0.0.1")
                .setSsl(true)
                .setKeyCertOptions(
                        new PfxOptions().setPath(path(name).toString()).setPassword(PASSWORD));
    }

    /** What a server trusts. */
    PfxOptions trusting(String name) {
        return new PfxOptions().setPath(path(name + "-trust").toString()).setPassword(PASSWORD);
    }
}
