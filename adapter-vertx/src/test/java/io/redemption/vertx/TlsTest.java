package io.redemption.vertx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.redemption.model.FailureCode;
import io.redemption.model.Freshness;
import io.redemption.model.Redeemed;
import io.redemption.model.RedemptionException;
import io.redemption.model.Unknown;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.net.NetServerOptions;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Issuers that show certificates, and issuers that ask for one. */
class TlsTest extends Fixture {
    private static Certificates certificates;

    @BeforeAll
    static void makeCertificates() throws Exception {
        certificates = Certificates.ofThisRun();
    }

    private static NetServerOptions tls(String name) {
        return certificates.server(name);
    }

    /** A server that asks for our certificate and trusts one. */
    private static NetServerOptions mutual(String protocol) {
        NetServerOptions asking = tls("ours").setEnabledSecureTransportProtocols(Set.of(protocol));
        return asking.setClientAuth(ClientAuth.REQUIRED).setTrustOptions(certificates.trusting("foreign"));
    }

    private VertxRedemptionOptionsBuilder trusting(RawServer tlsServer, String name) throws Exception {
        return options("https://127.0.0.1:" + tlsServer.port()).trust(certificates.pem(name));
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
    void redeem_unknownCertificate_isNotReachableAndNothingIsSent() throws Exception {
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

    @Test
    void redeem_handshakeFails_reportsHostPortAndTheClassesOfTheCauses() throws Exception {
        try (RawServer secure = new RawServer(vertx, tls("ours"))) {
            RedemptionException failure =
                    failure(use(options("https://127.0.0.1:" + secure.port())).redeem(attempt(COUPON)));

            assertThat(failure)
                    .hasMessageContaining("127.0.0.1:" + secure.port())
                    .hasMessageContaining("SSLHandshakeException")
                    .hasMessageContaining("SunCertPathBuilderException");
        }
    }

    @Test
    void redeem_certificateInATrustStore_isRedeemed() throws Exception {
        try (RawServer secure = new RawServer(vertx, tls("ours"))) {
            secure.answers(200, redemption(COUPON));
            use(options("https://127.0.0.1:" + secure.port())
                    .trust(certificates.trustStore("ours"), Certificates.PASSWORD.toCharArray()));

            assertThat(await(port.redeem(attempt(COUPON)))).isInstanceOf(Redeemed.class);
        }
    }

    @Test
    void redeem_trustStoreWithoutTheIssuer_isNotReachable() throws Exception {
        try (RawServer secure = new RawServer(vertx, tls("ours"))) {
            use(options("https://127.0.0.1:" + secure.port())
                    .trust(certificates.trustStore("foreign"), Certificates.PASSWORD.toCharArray()));

            assertThat(failureCode(port.redeem(attempt(COUPON)))).isEqualTo(FailureCode.NOT_REACHABLE);
            assertThat(secure.requests()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void redeem_ownCertificateThatIsTrusted_isRedeemed(String protocol) throws Exception {
        try (RawServer asking = new RawServer(vertx, mutual(protocol))) {
            asking.answers(200, redemption(COUPON));
            use(trusting(asking, "ours")
                    .clientKey(certificates.keyStore("foreign"), Certificates.PASSWORD.toCharArray()));

            assertThat(await(port.redeem(attempt(COUPON)))).isInstanceOf(Redeemed.class);
            assertThat(await(port.find(COUPON, REDEMPTION, Freshness.FROM_ISSUER)))
                    .isPresent();
        }
    }

    /** With TLS 1.3 the refusal may come after the request was sent, whose outcome is then unknown. */
    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void send_ownCertificateRefused_isNeverAClaim(String protocol) throws Exception {
        try (RawServer asking = new RawServer(vertx, mutual(protocol))) {
            asking.answers(200, redemption(COUPON));
            VertxRedemptionOptionsBuilder without = trusting(asking, "ours");
            VertxRedemptionOptionsBuilder wrong = trusting(asking, "ours")
                    .clientKey(certificates.keyStore("ours"), Certificates.PASSWORD.toCharArray());

            for (VertxRedemptionOptionsBuilder options : List.of(without, wrong)) {
                use(options);

                RedemptionException read = failure(port.find(COUPON, REDEMPTION, Freshness.FROM_ISSUER));
                assertThat(read.code()).isEqualTo(FailureCode.NOT_REACHABLE);
                assertThat(read)
                        .hasMessageContaining("127.0.0.1:" + asking.port())
                        .hasMessageMatching("(?s).*(SSL|Closed).*Exception.*");
                assertThat(notSentOrUnknown(port.redeem(attempt(COUPON)))).isTrue();
                assertThat(notSentOrUnknown(port.reverse(reversal(COUPON)))).isTrue();
            }
            assertThat(asking.requests()).isEmpty();
        }
    }

    private static boolean notSentOrUnknown(CompletionStage<?> write) {
        try {
            return await(write) instanceof Unknown;
        } catch (RedemptionException e) {
            return e.code() == FailureCode.NOT_REACHABLE
                    && String.valueOf(e.getMessage()).contains("nothing was sent");
        }
    }

    @Test
    void redeem_ipv6LiteralInTheCertificate_isRedeemed() throws Exception {
        AddressTest.assumeIpv6();
        try (RawServer six = new RawServer(vertx, tls("six").setHost("::1"))) {
            six.answers(200, redemption(COUPON));

            use(options("https://[::1]:" + six.port()).trust(certificates.pem("six")));

            assertThat(await(port.redeem(attempt(COUPON)))).isInstanceOf(Redeemed.class);
        }
    }

    @Test
    void build_keysThatCannotBeUsed_areRefusedWithoutTheirPassword() throws Exception {
        char[] password = Certificates.PASSWORD.toCharArray();
        VertxRedemptionOptionsBuilder https = options("https://127.0.0.1");
        List<VertxRedemptionOptionsBuilder> wrong = List.of(
                https.build().toBuilder().clientKey(certificates.keyStore("ours"), "canary-wrong".toCharArray()),
                https.build().toBuilder().clientKey(certificates.trustStore("ours"), password),
                https.build().toBuilder().clientKey(certificates.pem("ours"), password),
                https.build().toBuilder().trust(certificates.trustStore("ours"), "canary-wrong".toCharArray()),
                https.build().toBuilder().trust(new byte[10], password),
                options().clientKey(certificates.keyStore("ours"), password),
                options().trust(certificates.trustStore("ours"), password));

        assertThat(wrong)
                .allSatisfy(options -> assertThatIllegalArgumentException()
                        .isThrownBy(options::build)
                        .withMessageContaining("expected")
                        .withMessageNotContaining("canary"));
        assertThat(https.clientKey(certificates.keyStore("ours"), password)
                        .build()
                        .toString())
                .doesNotContain("canary");
    }
}
