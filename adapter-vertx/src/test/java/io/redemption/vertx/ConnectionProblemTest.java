package io.redemption.vertx;

import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.model.FailureCode;
import io.redemption.model.Freshness;
import io.redemption.model.RedemptionException;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** An operator reads from one sentence which server could not be reached, and why, without a debugger. */
class ConnectionProblemTest extends Fixture {
    private static Certificates certificates;

    @BeforeAll
    static void makeCertificates() throws Exception {
        certificates = Certificates.withAuthority();
    }

    /** Asserts that a write and a read both say this about a server, and that nothing was sent. */
    private void assertSaid(ConnectionProblem problem, int peer, VertxRedemptionOptionsBuilder options) {
        use(options);
        List<RedemptionException> failures = List.of(
                failure(port.redeem(attempt(COUPON))), failure(port.find(COUPON, REDEMPTION, Freshness.FROM_ISSUER)));

        assertThat(failures).allSatisfy(failure -> {
            assertThat(failure.code()).isEqualTo(FailureCode.NOT_REACHABLE);
            assertThat(failure)
                    .hasMessageStartingWith("NOT_REACHABLE: no connection could be made: " + problem.words() + " (")
                    .hasMessageMatching(".* \\([a-z0-9.]+:" + peer
                            + ": [a-z]+\\.[A-Za-z0-9.$]+(, caused by [a-z]+\\.[A-Za-z0-9.$]+)*\\); nothing was sent")
                    .hasMessageNotContaining("canary")
                    .hasNoCause();
        });
    }

    private void assertSaidOfTls(ConnectionProblem problem, NetServerOptions shown, String trusted) throws Exception {
        try (RawServer secure = new RawServer(vertx, shown)) {
            VertxRedemptionOptionsBuilder options = options("https://127.0.0.1:" + secure.port());
            assertSaid(problem, secure.port(), trusted.isEmpty() ? options : options.trust(certificates.pem(trusted)));
            assertThat(secure.requests()).isEmpty();
        }
    }

    @Test
    void send_certificateHasExpired_isSaid() throws Exception {
        assertSaidOfTls(ConnectionProblem.CERTIFICATE_EXPIRED, certificates.server("past"), "authority");
    }

    @Test
    void send_certificateIsNotYetValid_isSaid() throws Exception {
        assertSaidOfTls(ConnectionProblem.CERTIFICATE_NOT_YET_VALID, certificates.server("future"), "authority");
    }

    @Test
    void send_certificateOfAnotherHost_isSaid() throws Exception {
        assertSaidOfTls(ConnectionProblem.OTHER_NAME, certificates.server("foreign"), "foreign");
    }

    @Test
    void send_certificateOfAnUnknownAuthority_isSaid() throws Exception {
        assertSaidOfTls(ConnectionProblem.UNKNOWN_AUTHORITY, certificates.server("ours"), "");
        assertSaidOfTls(ConnectionProblem.UNKNOWN_AUTHORITY, certificates.server("ours"), "foreign");
    }

    @Test
    void send_serverOfAnOldProtocol_isSaidToBeAboutTls() throws Exception {
        NetServerOptions old = certificates.server("ours").setEnabledSecureTransportProtocols(Set.of("TLSv1.1"));
        assertSaidOfTls(ConnectionProblem.TLS, old, "ours");
    }

    @Test
    void send_plainHttpAtThePort_isSaidToBeWithoutTls() {
        HttpServer plain = vertx.createHttpServer()
                .requestHandler(request -> request.response().end());
        RawServer.await(plain.listen(0, "127.0.0.1"));
        NetServer talkative = vertx.createNetServer().connectHandler(socket -> socket.write("SSH-2.0-OpenSSH\r\n"));
        RawServer.await(talkative.listen(0, "127.0.0.1"));
        try {
            for (int peer : List.of(plain.actualPort(), talkative.actualPort())) {
                assertSaid(ConnectionProblem.NOT_TLS, peer, options("https://127.0.0.1:" + peer));
            }
        } finally {
            RawServer.await(plain.close());
            RawServer.await(talkative.close());
        }
    }

    @Test
    void send_nothingListens_isSaid() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        assertSaid(ConnectionProblem.REFUSED, free, options("http://127.0.0.1:" + free));
    }

    @Test
    void send_connectionThatNobodyAccepts_isSaidToBeSlow() throws IOException {
        List<SocketChannel> waiting = new ArrayList<>();
        try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            for (int i = 0; i < 8; i++) { // more than the queue holds: further ones get no answer
                SocketChannel channel = SocketChannel.open();
                waiting.add(channel);
                channel.configureBlocking(false);
                channel.connect(full.getLocalSocketAddress());
            }
            assertSaid(
                    ConnectionProblem.TOO_SLOW,
                    full.getLocalPort(),
                    options("http://127.0.0.1:" + full.getLocalPort()).connectTimeout(Duration.ofMillis(300)));
        } finally {
            for (SocketChannel channel : waiting) {
                channel.close();
            }
        }
    }

    @Test
    void send_addressThatCannotBeConnectedTo_isSaidWithItsCauses() {
        // The broadcast address: the operating system refuses it before any packet leaves.
        assertSaid(ConnectionProblem.OTHER, 443, options("https://255.255.255.255"));
    }

    @Test
    void send_nameWithoutAddress_isSaid() {
        NameServer names = new NameServer(vertx, List.of());
        Vertx resolving = names.client();
        try (names) {
            port.close();
            port = VertxRedemptionPort.create(
                    resolving, options("https://no-such-host.example").build());

            assertThat(failure(port.redeem(attempt(COUPON))))
                    .hasMessageStartingWith("NOT_REACHABLE: no connection could be made: the host name has no address "
                            + "(no-such-host.example:443: ");
        } finally {
            port.close();
            RawServer.await(resolving.close());
        }
    }

    @Test
    void send_proxyThatIsNoProxy_isSaid() throws Exception {
        server.answers("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n");
        ProxyServer proxy = ProxyServer.http("127.0.0.1", server.port());

        use(options("https://127.0.0.1:9").proxy(proxy).connectTimeout(Duration.ofMillis(500)));

        assertThat(failure(port.redeem(attempt(COUPON))))
                .hasMessageStartingWith("NOT_REACHABLE: no connection could be made: the proxy made no connection "
                        + "(127.0.0.1:9 through the " + proxy + ": ");
    }

    /** The page for operators names each of these sentences; the tests above produce them. */
    @Test
    void page_operations_namesEverySentence() throws IOException {
        String row = "| no connection could be made: ";
        List<String> named = Files.readAllLines(Path.of("..", "docs", "operations.md")).stream()
                .dropWhile(line -> !line.equals("## No connection"))
                .skip(1)
                .takeWhile(line -> !line.startsWith("## "))
                .filter(line -> line.startsWith(row))
                .map(line -> line.substring(row.length(), line.indexOf(" | ")))
                .toList();

        assertThat(named)
                .containsExactlyElementsOf(Arrays.stream(ConnectionProblem.values())
                        .map(ConnectionProblem::words)
                        .toList());
    }

    @Test
    void of_severalCauses_isTheMostSpecificOne() {
        Throwable path = new CertPathValidatorException("canary", new CertificateExpiredException("canary"));

        assertThat(ConnectionProblem.of(new SSLException("canary", path)))
                .isEqualTo(ConnectionProblem.CERTIFICATE_EXPIRED);
        assertThat(ConnectionProblem.of(new SSLException("canary", new CertPathBuilderException("canary"))))
                .isEqualTo(ConnectionProblem.UNKNOWN_AUTHORITY);
        assertThat(ConnectionProblem.of(
                        new SSLException("canary", new CertificateException("other reason, No name matching"))))
                .isEqualTo(ConnectionProblem.TLS);
        assertThat(ConnectionProblem.of(new IOException("canary"))).isEqualTo(ConnectionProblem.OTHER);
    }

    @Test
    void of_causesInACircle_ends() {
        Exception one = new Exception("one");
        one.initCause(new Exception("two", one));

        assertThat(ConnectionProblem.of(one)).isEqualTo(ConnectionProblem.OTHER);
    }
}
