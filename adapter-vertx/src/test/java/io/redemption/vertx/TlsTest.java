package io.redemption.vertx;

import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.FailureCode;
import io.redemption.Redeemed;
import io.redemption.RedemptionException;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.PfxOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Certificates made for the run by the JDK's own tool. */
class TlsTest extends Fixture {
    private static final String PASSWORD = "only-for-this-run";

    @TempDir
    static Path dir;

    @BeforeAll
    static void makeCertificates() throws Exception {
        make("ours", "ip:127.0.0.1");
        make("foreign", "dns:other.example");
    }

    private static void make(String name, String subject) throws Exception {
        keytool(name, "-genkeypair", "-alias", name, "-keyalg", "EC", "-dname", "CN=" + name, "-ext", "SAN=" + subject);
        KeyStore keys = KeyStore.getInstance(store(name).toFile(), PASSWORD.toCharArray());
        String body =
                Base64.getMimeEncoder().encodeToString(keys.getCertificate(name).getEncoded());
        Files.writeString(pem(name), "-----BEGIN CERTIFICATE-----\n" + body + "\n-----END CERTIFICATE-----\n");
    }

    private static void keytool(String name, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("-keystore", store(name).toString(), "-storetype", "PKCS12", "-storepass", PASSWORD));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
    }

    private static Path store(String name) {
        return dir.resolve(name + ".p12");
    }

    private static Path pem(String name) {
        return dir.resolve(name + ".pem");
    }

    private static NetServerOptions tls(String name) {
        return new NetServerOptions()
                .setSsl(true)
                .setKeyCertOptions(
                        new PfxOptions().setPath(store(name).toString()).setPassword(PASSWORD));
    }

    private VertxRedemptionOptionsBuilder trusting(RawServer tlsServer, String name) throws Exception {
        return options("https://127.0.0.1:" + tlsServer.port()).trust(Files.readAllBytes(pem(name)));
    }

    @Test
    void redeem_certificateOfATrustedAuthority_isRedeemed() throws Exception {
        try (RawServer secure = new RawServer(vertx, tls("ours"))) {
            secure.answers(200, redemption(COUPON));

            assertThat(await(use(trusting(secure, "ours")).redeem(attempt(COUPON))))
                    .isInstanceOf(Redeemed.class);
        }
    }

    @Test
    void redeem_certificateOfNobodyKnown_isNotReachableAndNothingIsSent() throws Exception {
        try (RawServer secure = new RawServer(vertx, tls("ours"))) {
            RedemptionException failure =
                    failure(use(options("https://127.0.0.1:" + secure.port())).redeem(attempt(COUPON)));

            assertThat(failure.code()).isEqualTo(FailureCode.NOT_REACHABLE);
            assertThat(secure.requests()).isEmpty();
        }
    }

    @Test
    void redeem_certificateOfAnotherHost_isNotReachableAndNothingIsSent() throws Exception {
        try (RawServer secure = new RawServer(vertx, tls("foreign"))) {
            assertThat(failureCode(use(trusting(secure, "foreign")).redeem(attempt(COUPON))))
                    .isEqualTo(FailureCode.NOT_REACHABLE);
            assertThat(secure.requests()).isEmpty();
        }
    }

    @Test
    void redeem_serverOfAnOldProtocol_isNotReachable() throws Exception {
        NetServerOptions old = tls("ours").setEnabledSecureTransportProtocols(Set.of("TLSv1.1"));
        try (RawServer secure = new RawServer(vertx, old)) {
            assertThat(failureCode(use(trusting(secure, "ours")).redeem(attempt(COUPON))))
                    .isEqualTo(FailureCode.NOT_REACHABLE);
        }
    }

    @Test
    void redeem_serverWithoutTls_isNotReachable() throws Exception {
        server.answers("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n");

        assertThat(failureCode(use(options("https://127.0.0.1:" + server.port()).connectTimeout(Duration.ofMillis(500)))
                        .redeem(attempt(COUPON))))
                .isEqualTo(FailureCode.NOT_REACHABLE);
    }
}
