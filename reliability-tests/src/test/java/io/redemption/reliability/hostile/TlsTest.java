package io.redemption.reliability.hostile;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.redemption.Redemptions;
import io.redemption.model.HistoryQuery;
import io.redemption.model.RedeemableId;
import io.redemption.model.RedemptionException;
import io.redemption.model.RedemptionHistory;
import io.redemption.reliability.Figures;
import io.redemption.reliability.hostile.Identity.Lifetime;
import io.redemption.vertx.VertxRedemptionOptionsBuilder;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Credentials go to the configured origin over verified TLS, and no other peer sees an octet of them. */
@Timeout(120)
class TlsTest {
    private static final RedeemableId COUPON = RedeemableId.coupon("cpn-1");
    private static final Identity OURS = Identity.authority("ours");

    private final Figures figures = Figures.ofThisRun();
    private final List<String> cases = new ArrayList<>();
    private long seen;

    @Test
    void calls_toAPeerThatIsNotTheOrigin_showItNoCredentials() {
        identities().forEach(this::meetIdentity);
        greetings().forEach(this::meetGreeting);
        detours().forEach(this::meetDetour);
        meetProxyInProperties();
        meetPlainTextByName();

        figures.prove("strangers: cases", cases.size());
        figures.prove("strangers: octets of requests with credentials seen", seen);
    }

    /** Who shows what, by host; none is the one that is asked for. */
    private static Map<String, Map.Entry<String, Identity>> identities() {
        Identity others = Identity.authority("others");
        Identity namesake = Identity.authority("ours");
        Identity below = OURS.vouchingFor(Lifetime.NOW, true);
        Identity leaf = OURS.vouchingFor(Lifetime.NOW, false, "127.0.0.1");
        Map<String, Map.Entry<String, Identity>> shown = new LinkedHashMap<>();
        shown.put("self-signed", Map.entry("127.0.0.1", Identity.selfSigned("127.0.0.1")));
        shown.put("expired", Map.entry("127.0.0.1", OURS.vouchingFor(Lifetime.PAST, false, "127.0.0.1")));
        shown.put("not yet valid", Map.entry("127.0.0.1", OURS.vouchingFor(Lifetime.FUTURE, false, "127.0.0.1")));
        shown.put("another name", Map.entry("localhost", OURS.vouchingFor(Lifetime.NOW, false, "other.example")));
        shown.put("another address", Map.entry("127.0.0.1", OURS.vouchingFor(Lifetime.NOW, false, "127.0.0.2")));
        shown.put("a name for an address", Map.entry("127.0.0.1", OURS.vouchingFor(Lifetime.NOW, false, "localhost")));
        shown.put(
                "wildcard for the name itself",
                Map.entry("localhost", OURS.vouchingFor(Lifetime.NOW, false, "*.localhost")));
        shown.put(
                "wildcard too deep",
                Map.entry("deep.api.shop.example", OURS.vouchingFor(Lifetime.NOW, false, "*.shop.example")));
        shown.put("wildcard for all", Map.entry("api.shop.example", OURS.vouchingFor(Lifetime.NOW, false, "*")));
        shown.put("untrusted root", Map.entry("127.0.0.1", others.vouchingFor(Lifetime.NOW, false, "127.0.0.1")));
        shown.put(
                "root of the same name",
                Map.entry("127.0.0.1", namesake.vouchingFor(Lifetime.NOW, false, "127.0.0.1")));
        shown.put(
                "chain with a gap",
                Map.entry(
                        "127.0.0.1",
                        below.vouchingFor(Lifetime.NOW, false, "127.0.0.1").alone()));
        shown.put(
                "vouched for by no authority",
                Map.entry("127.0.0.1", leaf.vouchingFor(Lifetime.NOW, false, "127.0.0.1")));
        return shown;
    }

    private void meetIdentity(String name, Map.Entry<String, Identity> shown) {
        try (RecordingPeer stranger = new RecordingPeer(shown.getValue().listening())) {
            String uri = "https://" + shown.getKey() + ":" + stranger.port();
            assertThat(endOf(uri, options -> options.trust(OURS.pem())))
                    .as(name)
                    .contains("NOT_REACHABLE");
            assertThat(stranger.connections()).as(name).isPositive();
            count(name, stranger);
        }
    }

    /** What a peer says instead of TLS 1.2 or newer. */
    private static Map<String, byte[]> greetings() {
        Map<String, byte[]> greetings = new LinkedHashMap<>();
        greetings.put("TLS 1.1", serverHello(2));
        greetings.put("TLS 1.0", serverHello(1));
        greetings.put("SSL 3.0", serverHello(0));
        greetings.put(
                "plain HTTP", Answer.response(200, "{\"count\":0,\"data\":[]}").getBytes(ISO_8859_1));
        greetings.put(
                "a challenge in plain text",
                Answer.response(401, "{}", "WWW-Authenticate: Basic").getBytes(ISO_8859_1));
        greetings.put("silence", new byte[0]);
        return greetings;
    }

    /** The first record of a server that chooses a protocol: 3.0 to 3.4 are SSL 3.0 to TLS 1.3. */
    private static byte[] serverHello(int minor) {
        byte[] record = new byte[5 + 4 + 38];
        record[0] = 0x16;
        record[1] = 3;
        record[2] = (byte) minor;
        record[4] = 4 + 38;
        record[5] = 2;
        record[8] = 38;
        record[9] = 3;
        record[10] = (byte) minor;
        // After 32 octets of nothing random and no session: TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA, no compression.
        record[44] = (byte) 0xC0;
        record[45] = 0x09;
        return record;
    }

    private void meetGreeting(String name, byte[] says) {
        try (RecordingPeer stranger = new RecordingPeer(says)) {
            assertThat(endOf("https://127.0.0.1:" + stranger.port(), options -> options.trust(OURS.pem())))
                    .as(name)
                    .contains("NOT_REACHABLE");
            assertThat(stranger.connections()).as(name).isPositive();
            count(name, stranger);
        }
    }

    /** Answers of the true origin that point to somebody else; {@code %s} stands for his address. */
    private static Map<String, String> detours() {
        Map<String, String> detours = new LinkedHashMap<>();
        for (int status : List.of(301, 302, 303, 307, 308)) {
            detours.put("redirect " + status, Answer.response(status, "{}", "Location: http://%s/coupons"));
        }
        detours.put("alternative service", Answer.response(200, "[]", "Alt-Svc: h2=\"%s\"; ma=86400"));
        detours.put("link to the next page", Answer.response(200, "[]", "Link: <http://%s/>; rel=\"next\""));
        detours.put(
                "content elsewhere",
                Answer.response(200, "[]", "Content-Location: http://%s/", "Refresh: 0; url=http://%s/"));
        detours.put(
                "absolute href",
                framed("{\"href\":\"http://%s/\",\"data\":[{\"id\":\"r\",\"href\":\"http://%s/r\"}]}"));
        detours.put("use a proxy", Answer.response(305, "{}", "Location: http://%s/"));
        return detours;
    }

    /** A response that ends with its connection, because its length is known only when the address is. */
    private static String framed(String body) {
        return Answer.head(200, "application/json") + "Connection: close\r\n\r\n" + body;
    }

    private void meetDetour(String name, String answer) {
        try (RecordingPeer stranger = new RecordingPeer(new byte[0]);
                Peer origin = Peer.doing(line -> {
                    line.hear();
                    line.say(answer.replace("%s", "127.0.0.1:" + stranger.port()));
                })) {
            String end = endOf(origin.uri(), UnaryOperator.identity());
            assertThat(end).as(name).isNotEmpty();
            assertThat(stranger.connections()).as(name).isZero();
            count(name, stranger);
        }
    }

    private void meetProxyInProperties() {
        List<String> names = List.of("http.proxy", "https.proxy", "socksProxy");
        try (RecordingPeer proxy = new RecordingPeer(new byte[0]);
                Peer origin = Peer.answering((heard, line) -> line.say(Answer.response(200, "[]")))) {
            names.forEach(name -> System.setProperty(name + "Host", "127.0.0.1"));
            names.forEach(name -> System.setProperty(name + "Port", Integer.toString(proxy.port())));
            System.setProperty("http.nonProxyHosts", "");
            assertThat(endOf(origin.uri(), UnaryOperator.identity())).contains("RedemptionHistory");
            assertThat(proxy.connections()).isZero();
            count("proxy in system properties", proxy);
        } finally {
            names.forEach(name -> System.clearProperty(name + "Host"));
            names.forEach(name -> System.clearProperty(name + "Port"));
            System.clearProperty("http.nonProxyHosts");
        }
    }

    private void meetPlainTextByName() {
        try (RecordingPeer stranger = new RecordingPeer(new byte[0])) {
            String uri = "http://api.shop.example:" + stranger.port();
            assertThatIllegalArgumentException().isThrownBy(() -> Client.of(uri));
            assertThat(stranger.connections()).isZero();
            count("plain text to a name", stranger);
        }
    }

    private void count(String name, RecordingPeer stranger) {
        cases.add(name);
        seen += stranger.secretsSeen();
        assertThat(stranger.secretsSeen()).as(name).isZero();
    }

    private static String endOf(String uri, UnaryOperator<VertxRedemptionOptionsBuilder> options) {
        try (Client client =
                Client.of(uri, builder -> options.apply(builder).connectTimeout(Duration.ofMillis(1500)))) {
            return endOf(client.shop());
        }
    }

    private static String endOf(Redemptions shop) {
        try {
            Optional<RedemptionHistory> history = shop.history(COUPON, HistoryQuery.ALL_FROM_ISSUER)
                    .toCompletableFuture()
                    .orTimeout(20, TimeUnit.SECONDS)
                    .join();
            return history.toString();
        } catch (CompletionException e) {
            return e.getCause() instanceof RedemptionException failure
                    ? failure.code().name()
                    : e.toString();
        }
    }

    @Test
    void calls_toTheOriginItself_showItTheCredentials() {
        Identity below = OURS.vouchingFor(Lifetime.NOW, true);
        Map<String, Identity> good = Map.of(
                "127.0.0.1", OURS.vouchingFor(Lifetime.NOW, false, "127.0.0.1"),
                "localhost", below.vouchingFor(Lifetime.NOW, false, "localhost"),
                "api.shop.example", OURS.vouchingFor(Lifetime.NOW, false, "*.shop.example"));

        good.forEach((host, identity) -> {
            try (RecordingPeer origin = new RecordingPeer(identity.listening())) {
                String end = endOf("https://" + host + ":" + origin.port(), options -> options.trust(OURS.pem()));

                assertThat(end).as(host).contains("RedemptionHistory");
                assertThat(origin.secretsSeen()).as(host).isPositive();
            }
        });
    }

    @Test
    void client_thatTrustsEverybody_isCaught() {
        Vertx vertx = Vertx.vertx();
        try (RecordingPeer stranger =
                new RecordingPeer(Identity.selfSigned("other.example").listening())) {
            HttpClient careless = vertx.createHttpClient(
                    new HttpClientOptions().setSsl(true).setTrustAll(true).setVerifyHost(false));
            careless.request(HttpMethod.GET, stranger.port(), "127.0.0.1", "/")
                    .compose(request -> request.putHeader("Authorization", "Basic " + Client.KEY)
                            .send())
                    .eventually(careless::close)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .orTimeout(20, TimeUnit.SECONDS)
                    .join();

            figures.prove("strangers: client that trusts everybody caught", stranger.secretsSeen() > 0 ? 1 : 0);
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }
}
