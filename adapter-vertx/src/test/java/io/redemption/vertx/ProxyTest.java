package io.redemption.vertx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.redemption.model.FailureCode;
import io.redemption.model.Freshness;
import io.redemption.model.Redeemed;
import io.redemption.model.RedemptionException;
import io.redemption.model.Reversed;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Proxies that pass on, that refuse, and that are not there. */
class ProxyTest extends Fixture {
    private static final String USER = "canary-user";
    private static final String SECRET = "canary-secret";

    private static Certificates certificates;

    private RawServer secure;
    private TunnelServer proxy;

    @BeforeAll
    static void makeCertificates() throws Exception {
        certificates = Certificates.ofThisRun();
    }

    @BeforeEach
    void startProxy() {
        secure = new RawServer(vertx, certificates.server("ours")).answers(200, redemption(COUPON));
        proxy = new TunnelServer(vertx);
    }

    @AfterEach
    void stopProxy() {
        proxy.close();
        secure.close();
    }

    private VertxRedemptionOptionsBuilder through(ProxyServer server) throws IOException {
        return options("https://127.0.0.1:" + secure.port())
                .trust(certificates.pem("ours"))
                .proxy(server);
    }

    private ProxyServer http() {
        return ProxyServer.http("127.0.0.1", proxy.port());
    }

    private ProxyServer socks() {
        return ProxyServer.socks5("127.0.0.1", proxy.port());
    }

    @Test
    void send_throughEitherProxy_isTunnelled() throws IOException {
        for (ProxyServer server : List.of(http(), socks())) {
            use(through(server));
            secure.answers(200, redemption(COUPON));

            assertThat(await(port.redeem(attempt(COUPON)))).isInstanceOf(Redeemed.class);
            assertThat(await(port.find(COUPON, REDEMPTION, Freshness.FROM_ISSUER)))
                    .isPresent();
            secure.answers("HTTP/1.1 204 No Content\r\n\r\n");
            assertThat(await(port.reverse(reversal(COUPON)))).isInstanceOf(Reversed.class);
        }
        String target = "127.0.0.1:" + secure.port();
        assertThat(proxy.tunnels()).hasSize(6).containsOnly("HTTP " + target, "SOCKS5 " + target);
        assertThat(secure.requests())
                .allSatisfy(request -> assertThat(request)
                        .startsWithIgnoringCase(request.substring(0, request.indexOf(' ')) + " /coupons/"));
    }

    @Test
    void send_plainTextThroughSocks_isTunnelled() {
        server.answers(200, redemption(COUPON));
        use(options().proxy(socks()));

        assertThat(await(port.redeem(attempt(COUPON)))).isInstanceOf(Redeemed.class);
        assertThat(proxy.tunnels()).containsExactly("SOCKS5 127.0.0.1:" + server.port());
    }

    @Test
    void send_proxyThatWantsCredentials_isTunnelledWithThem() throws IOException {
        proxy.wants(USER, SECRET);

        for (ProxyServer server : List.of(http(), socks())) {
            use(through(server.withCredentials(USER, SECRET)));

            assertThat(await(port.redeem(attempt(COUPON)))).isInstanceOf(Redeemed.class);
        }
        assertThat(secure.requests())
                .noneMatch(request -> request.contains(SECRET)
                        || request.toLowerCase(java.util.Locale.ROOT).contains("proxy-authorization"));
    }

    @Test
    void send_proxyRefusesOurCredentials_isNotReachableAndSaysThroughWhom() throws IOException {
        proxy.wants(USER, SECRET);
        List<ProxyServer> wrong = List.of(
                http(),
                socks(),
                http().withCredentials(USER, "canary-other"),
                socks().withCredentials(USER, "canary-other"));

        for (ProxyServer server : wrong) {
            use(through(server));

            assertNotReachable(server);
        }
        assertThat(secure.connections()).isZero();
    }

    @Test
    void send_proxyThatIsNotThere_isNotReachableAndSaysThroughWhom() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        for (ProxyServer server : List.of(ProxyServer.http("127.0.0.1", free), ProxyServer.socks5("127.0.0.1", free))) {
            use(through(server));

            assertNotReachable(server);
        }
    }

    @Test
    void send_proxyThatSpeaksSomethingElse_isNotReachable() throws IOException {
        server.answers("SSH-2.0-nope\r\n\r\n");
        for (ProxyServer server : List.of(
                ProxyServer.http("127.0.0.1", this.server.port()), ProxyServer.socks5("127.0.0.1", secure.port()))) {
            use(through(server).connectTimeout(Duration.ofMillis(500)));

            assertNotReachable(server);
        }
    }

    @Test
    void send_proxyCannotReachTheIssuer_isNotReachable() throws IOException {
        proxy.refusesTargets();

        for (ProxyServer server : List.of(http(), socks())) {
            use(through(server));

            assertNotReachable(server);
        }
    }

    private void assertNotReachable(ProxyServer server) {
        RedemptionException write = failure(port.redeem(attempt(COUPON)));
        RedemptionException read = failure(port.find(COUPON, REDEMPTION, Freshness.FROM_ISSUER));

        assertThat(List.of(write, read)).allSatisfy(failure -> {
            assertThat(failure.code()).isEqualTo(FailureCode.NOT_REACHABLE);
            assertThat(failure)
                    .hasMessageContaining("127.0.0.1:" + secure.port() + " through the " + server)
                    .hasMessageMatching("(?s).*: [a-z.]+\\.[A-Za-z.$]*Exception.*nothing was sent")
                    .hasMessageNotContaining("canary");
        });
    }

    @Test
    void send_hostThatGoesDirect_leavesTheProxyAlone() throws IOException {
        use(through(http().withDirectHosts("other.example", "127.0.0.1")));

        assertThat(await(port.redeem(attempt(COUPON)))).isInstanceOf(Redeemed.class);
        assertThat(proxy.tunnels()).isEmpty();
    }

    @Test
    void isBypassedFor_pattern_meansWholeLabels() {
        ProxyServer server = http().withDirectHosts("*.Example.com", "api.test");

        assertThat(List.of("api.example.com", "a.b.example.com", "api.test")).allMatch(server::isBypassedFor);
        assertThat(List.of("example.com", "badexample.com", "api.example.com.evil.test", "x.api.test", "apixtest"))
                .noneMatch(server::isBypassedFor);
    }

    @Test
    void build_plainTextThroughAnHttpProxy_isRefusedBecauseItCouldNotBeTunnelled() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> options().proxy(http()).build())
                .withMessageContaining("SOCKS5");
    }

    @Test
    void proxyServer_outOfItsRange_isRefusedWithoutQuotingSecrets() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ProxyServer.http("http://canary@proxy", 80))
                .withMessageNotContaining("canary");
        assertThatIllegalArgumentException().isThrownBy(() -> ProxyServer.http("proxy.local", 0));
        assertThatIllegalArgumentException().isThrownBy(() -> ProxyServer.socks5("proxy.local", 65_536));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> http().withCredentials("", "canary"))
                .withMessageNotContaining("canary");
        assertThatIllegalArgumentException().isThrownBy(() -> http().withDirectHosts("*"));
    }

    @Test
    void proxyServer_equalParts_areEqualAndPrintNoCredentials() {
        ProxyServer one = http().withCredentials(USER, SECRET).withDirectHosts("a.test");

        assertThat(one)
                .isEqualTo(http().withCredentials(USER, SECRET).withDirectHosts("a.test"))
                .isNotEqualTo(http().withCredentials(USER, "other").withDirectHosts("a.test"))
                .hasSameHashCodeAs(http().withCredentials(USER, SECRET).withDirectHosts("a.test"))
                .asString()
                .doesNotContain("canary");
    }
}
