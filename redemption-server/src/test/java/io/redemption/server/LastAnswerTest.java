package io.redemption.server;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.model.Freshness;
import io.redemption.model.RedeemableId;
import io.redemption.model.RedemptionOutcome;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Requests after the last answer on a connection are not carried out, because they would get no answer. */
class LastAnswerTest {
    private static final int PAIRS = 60;
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final String CARD = "/gift-cards/" + Sandbox.GIFT_CARD;
    private static final String SECOND = keptAlive(CARD + "/redemptions", "{\"value_used\":\"1.00\"}");

    static Stream<Arguments> lastRequests() {
        String post = "POST " + CARD + "/redemptions HTTP/1.1\r\nHost: x\r\n" + Sandbox.SHOP + "\r\n";
        return Stream.of(
                Arguments.of(
                        "too large by its length", 413, post + "Content-Length: 70000\r\n\r\n" + " ".repeat(70_000)),
                Arguments.of(
                        "too large by its chunks",
                        413,
                        post + "Transfer-Encoding: chunked\r\n\r\n"
                                + ("2710\r\n" + " ".repeat(10_000) + "\r\n").repeat(7) + "0\r\n\r\n"),
                Arguments.of(
                        "refused expectation",
                        401,
                        "POST /coupons HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n{}"),
                Arguments.of("unknown expectation", 400, post + "Expect: miracles\r\nContent-Length: 2\r\n\r\n{}"),
                Arguments.of(
                        "own close",
                        201,
                        Sandbox.request("POST", CARD + "/redemptions", "{\"value_used\":1}", Sandbox.SHOP)),
                Arguments.of(
                        "own close in a list", 200, "GET /health HTTP/1.1\r\nHost: x\r\nConnection: TE, Close\r\n\r\n"),
                Arguments.of("own close of a refused request", 404, Sandbox.request("GET", "/nothing", "")),
                Arguments.of("HTTP/1.0", 200, "GET /health HTTP/1.0\r\n\r\n"),
                Arguments.of("unknown transfer coding", 501, post + "Transfer-Encoding: a, chunked\r\n\r\n0\r\n\r\n"),
                Arguments.of("two lengths", 400, post + "Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}"),
                Arguments.of("line too long", 414, "GET /" + "a".repeat(5000) + " HTTP/1.1\r\nHost: x\r\n\r\n"),
                Arguments.of("another version", 505, "GET / HTTP/2.0\r\n\r\n"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("lastRequests")
    void second_behindTheLastAnswer_isNotCarriedOut(String name, int status, String first) throws IOException {
        try (Sandbox sandbox = Sandbox.open()) {
            int byFirst = status == 201 ? PAIRS : 0;

            List<RawAnswer> answers = answers(sockets(sandbox, first + SECOND));

            assertThat(answers).extracting(RawAnswer::status).containsOnly(status);
            assertThat(answers).noneMatch(LastAnswerTest::holdsAnother);
            assertThat(spent(sandbox)).isEqualTo(byFirst);
        }
    }

    @Test
    void second_behindABodyThatCameTooLate_isNotCarriedOut() throws IOException {
        HttpLimits limits = new HttpLimits(LONG, Duration.ofMillis(300), LONG, LONG, 1000);
        try (Sandbox sandbox = Sandbox.open(options -> options.limits(limits))) {
            String head = "POST " + CARD + "/redemptions HTTP/1.1\r\nHost: x\r\n" + Sandbox.SHOP + "\r\n";
            List<Socket> sockets = sockets(sandbox, head + "Content-Length: 20\r\n\r\n{");
            for (Socket socket : sockets) {
                assertThat(new String(socket.getInputStream().readNBytes(12), US_ASCII))
                        .isEqualTo("HTTP/1.1 408");
                socket.getOutputStream().write((" ".repeat(19) + SECOND).getBytes(US_ASCII));
            }

            for (Socket socket : sockets) {
                try (socket) {
                    assertThat(new String(socket.getInputStream().readAllBytes(), US_ASCII))
                            .doesNotContain("HTTP/1.1 2");
                }
            }
            assertThat(spent(sandbox)).isZero();
        }
    }

    @Test
    void second_behindTheLastAnswerOfAServerThatStops_isNotCarriedOut() throws Exception {
        GatedIssuer issuer = new GatedIssuer();
        CompletableFuture<Void> gate = new CompletableFuture<>();
        CountDownLatch arrived = new CountDownLatch(PAIRS);
        issuer.onRedeem = attempt -> {
            arrived.countDown();
            CompletionStage<RedemptionOutcome> outcome = gate.thenCompose(opened -> issuer.inMemory.redeem(attempt));
            return outcome;
        };
        Sandbox sandbox = Sandbox.over(issuer, options -> options);
        List<Socket> sockets = sockets(sandbox, SECOND + SECOND);
        assertThat(arrived.await(10, TimeUnit.SECONDS)).isTrue();

        CompletableFuture<Void> stop = sandbox.server().stop().toCompletableFuture();
        gate.complete(null);
        List<RawAnswer> answers = answers(sockets);
        stop.get(20, TimeUnit.SECONDS);

        assertThat(answers).extracting(RawAnswer::status).containsOnly(201);
        assertThat(answers).noneMatch(LastAnswerTest::holdsAnother);
        assertThat(balance(issuer)).isEqualTo("540.00");
    }

    @Test
    void second_onAConnectionThatIsKept_isCarriedOutAndAnswered() throws IOException {
        try (Sandbox sandbox = Sandbox.open()) {
            String last = SECOND.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n");

            List<RawAnswer> answers = answers(sockets(sandbox, SECOND + last));

            assertThat(answers).allMatch(LastAnswerTest::holdsAnother);
            assertThat(spent(sandbox)).isEqualTo(2 * PAIRS);
        }
    }

    private static boolean holdsAnother(RawAnswer answer) {
        return answer.body().matches("(?s).*HTTP/1\\.1 \\d{3}.*");
    }

    private static String balance(GatedIssuer issuer) {
        return Sandbox.await(issuer.inMemory.lookup(RedeemableId.giftCard(Sandbox.GIFT_CARD), Freshness.FROM_ISSUER))
                .map(state -> String.valueOf(state.usage().balance()))
                .orElse("none");
    }

    private static List<Socket> sockets(Sandbox sandbox, String bytes) throws IOException {
        List<Socket> sockets = new ArrayList<>();
        for (int i = 0; i < PAIRS; i++) {
            sockets.add(sandbox.write(bytes));
        }
        return sockets;
    }

    private static List<RawAnswer> answers(List<Socket> sockets) throws IOException {
        List<RawAnswer> answers = new ArrayList<>();
        for (Socket socket : sockets) {
            try (socket) {
                answers.add(Sandbox.readToEnd(socket));
            }
        }
        return answers;
    }

    private static int spent(Sandbox sandbox) {
        String balance = sandbox.get(CARD).body().replaceAll(".*\"balance\":\"(\\d+)\\.00\".*", "$1");
        return 600 - Integer.parseInt(balance);
    }

    private static String keptAlive(String path, String body) {
        return Sandbox.request("POST", path, body, Sandbox.SHOP).replace("Connection: close\r\n", "");
    }
}
