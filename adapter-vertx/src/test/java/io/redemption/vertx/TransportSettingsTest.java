package io.redemption.vertx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.redemption.model.Doubt;
import io.redemption.model.Unknown;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.ProxyOptions;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** A platform may adjust the HTTP client, but not what redeeming safely needs. */
class TransportSettingsTest extends Fixture {
    private static void reckless(HttpClientOptions http) {
        http.setProtocolVersion(HttpVersion.HTTP_2)
                .setUseAlpn(true)
                .setAlpnVersions(List.of(HttpVersion.HTTP_2))
                .setHttp2ClearTextUpgrade(true)
                .setPipelining(true)
                .setPipeliningLimit(100)
                .setDecompressionSupported(true)
                .setMaxRedirects(16)
                .setMaxHeaderSize(Integer.MAX_VALUE)
                .setMaxInitialLineLength(Integer.MAX_VALUE)
                .setConnectTimeout(600_000)
                .setSslHandshakeTimeout(600)
                .setSslHandshakeTimeoutUnit(TimeUnit.SECONDS)
                .setKeepAlive(true)
                .setKeepAliveTimeout(3600)
                .setShared(true)
                .setName("everybody's")
                .setLogActivity(true)
                .setSsl(false)
                .setVerifyHost(false)
                .setDefaultHost("elsewhere.example")
                .setDefaultPort(1)
                .setTrustOptions(new PemTrustOptions().addCertPath("elsewhere.pem"))
                .setEnabledSecureTransportProtocols(Set.of("TLSv1", "TLSv1.1"))
                .setProxyOptions(new ProxyOptions().setHost("elsewhere.example"));
    }

    private static HttpClientOptions adjusted(String baseUri, Consumer<HttpClientOptions> adjustment) {
        return TransportSettings.of(options(baseUri).httpClient(adjustment).build(), 0);
    }

    @Test
    void of_recklessAdjustment_isSafeAllTheSame() {
        HttpClientOptions http = adjusted("https://api.example.com", TransportSettingsTest::reckless);

        assertThat(http.getProtocolVersion()).isEqualTo(HttpVersion.HTTP_1_1);
        assertThat(http.isUseAlpn()).isFalse();
        assertThat(http.isHttp2ClearTextUpgrade()).isFalse();
        assertThat(http.isPipelining()).isFalse();
        assertThat(http.isDecompressionSupported()).isFalse();
        assertThat(http.getMaxRedirects()).isZero();
        assertThat(http.getMaxHeaderSize()).isEqualTo(16_384);
        assertThat(http.getMaxInitialLineLength()).isEqualTo(4096);
        assertThat(http.getConnectTimeout()).isEqualTo(10_000);
        assertThat(Duration.of(
                        http.getSslHandshakeTimeout(),
                        http.getSslHandshakeTimeoutUnit().toChronoUnit()))
                .isEqualTo(Duration.ofSeconds(10));
        assertThat(http.isKeepAlive()).isFalse();
        assertThat(http.isShared()).isFalse();
        assertThat(http.getLogActivity()).isFalse();
        assertThat(http.isSsl()).isTrue();
        assertThat(http.isVerifyHost()).isTrue();
        assertThat(http.getDefaultHost()).isEqualTo("api.example.com");
        assertThat(http.getDefaultPort()).isEqualTo(443);
        assertThat(http.getTrustOptions()).isNull();
        assertThat(http.getEnabledSecureTransportProtocols()).containsExactlyInAnyOrder("TLSv1.3", "TLSv1.2");
        assertThat(http.getProxyOptions()).isNull();
    }

    @Test
    void of_harmlessAdjustment_isKept() {
        HttpClientOptions http = adjusted(
                "https://api.example.com",
                options -> options.setTcpKeepAlive(true)
                        .setMetricsName("vauchar")
                        .setLocalAddress("127.0.0.1")
                        .setEnabledSecureTransportProtocols(Set.of("TLSv1.3")));

        assertThat(http.isTcpKeepAlive()).isTrue();
        assertThat(http.getMetricsName()).isEqualTo("vauchar");
        assertThat(http.getLocalAddress()).isEqualTo("127.0.0.1");
        assertThat(http.getEnabledSecureTransportProtocols()).containsExactly("TLSv1.3");
    }

    @Test
    void create_adjustmentTrustsAnyCertificate_isRefused() {
        VertxRedemptionOptions trusting = options("https://api.example.com")
                .httpClient(http -> http.setTrustAll(true))
                .build();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> VertxRedemptionPort.create(vertx, trusting))
                .withMessageContaining("httpClient");
        assertThatIllegalArgumentException().isThrownBy(() -> VertxRedemptionPort.create(trusting));
    }

    @Test
    void redeem_recklessAdjustment_followsNoRedirectAndSpeaksHttp1() {
        try (RawServer elsewhere = new RawServer(vertx)) {
            elsewhere.answers(200, redemption(COUPON));
            server.answers(RawServer.response(307, "", "Location: http://127.0.0.1:" + elsewhere.port() + "/x"));
            use(options().httpClient(TransportSettingsTest::reckless));

            assertThat(await(port.redeem(attempt(COUPON))))
                    .isInstanceOfSatisfying(
                            Unknown.class,
                            unknown -> assertThat(unknown.ticket().doubt()).isEqualTo(Doubt.REDIRECTED));

            assertThat(elsewhere.connections()).isZero();
            assertThat(server.requests())
                    .singleElement()
                    .satisfies(request -> assertThat(request)
                            .contains(" HTTP/1.1\r\n")
                            .doesNotContainIgnoringCase("upgrade")
                            .doesNotContainIgnoringCase("accept-encoding"));
        }
    }
}
