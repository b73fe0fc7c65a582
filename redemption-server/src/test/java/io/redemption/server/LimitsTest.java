package io.redemption.server;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.model.RedemptionOutcome;
import java.io.IOException;
import java.io.InputStream;
import java.net.BindException;
import java.net.ConnectException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Slow clients, too many clients, and a server that stops. */
class LimitsTest {
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final String CARD = "/gift-cards/" + Sandbox.GIFT_CARD + "/redemptions";

    @Test
    void head_drippingByByte_isCutOffAtAnAbsoluteTime() throws IOException {
        try (Sandbox sandbox = Sandbox.open(options -> options.limits(new HttpLimits(SHORT, LONG, LONG, LONG, 10)));
                Socket socket = sandbox.connect()) {
            long begun = System.nanoTime();

            int dripped = drip(socket, "GET /health HTTP/1.1\r\nX: " + "a".repeat(8000));

            assertThat(dripped).isLessThan(8000);
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(8));
            assertThat(sandbox.get("/health").status()).isEqualTo(200);
        }
    }

    @Test
    void body_neverEnding_isAnswered408() throws IOException {
        try (Sandbox sandbox = Sandbox.open(options -> options.limits(new HttpLimits(LONG, SHORT, LONG, LONG, 10)));
                Socket socket = sandbox.connect()) {
            String head = Sandbox.request("POST", CARD, "", Sandbox.SHOP, "Content-Length: 20");
            socket.getOutputStream().write((head + "{").getBytes(US_ASCII));

            RawAnswer answer = Sandbox.readToEnd(socket);

            assertThat(answer.status()).isEqualTo(408);
            assertThat(answer.body()).contains("\"code\":\"request_timeout\"");
            assertThat(answer.field("Redemption-Executed")).contains("no");
        }
    }

    @Test
    void connection_idleAfterAnAnswer_isClosed() throws IOException {
        try (Sandbox sandbox = Sandbox.open(options -> options.limits(new HttpLimits(LONG, LONG, SHORT, LONG, 10)));
                Socket socket = sandbox.connect()) {
            String request = Sandbox.request("GET", "/health", "").replace("Connection: close\r\n", "");
            socket.getOutputStream().write(request.getBytes(US_ASCII));

            assertThat(Sandbox.readToEnd(socket).status()).isEqualTo(200);
        }
    }

    @Test
    void stop_redemptionUnderWay_isAnsweredFirst() throws Exception {
        GatedIssuer issuer = new GatedIssuer();
        CompletableFuture<Void> gate = new CompletableFuture<>();
        CompletableFuture<Void> arrived = new CompletableFuture<>();
        issuer.onRedeem = attempt -> {
            arrived.complete(null);
            CompletionStage<RedemptionOutcome> outcome = gate.thenCompose(opened -> issuer.inMemory.redeem(attempt));
            return outcome;
        };
        Sandbox sandbox = Sandbox.over(issuer, options -> options);
        try (Socket socket = sandbox.connect();
                Socket idle = sandbox.connect()) {
            String request = Sandbox.request("POST", CARD, "{\"value_used\":1}", Sandbox.SHOP);
            socket.getOutputStream().write(request.getBytes(US_ASCII));
            arrived.get(10, TimeUnit.SECONDS);

            CompletableFuture<Void> stop = sandbox.server().stop().toCompletableFuture();

            assertThat(endsWithoutAnswer(idle.getInputStream())).isTrue();
            assertThat(refusesConnections(sandbox)).isTrue();
            assertThat(stop).isNotDone();
            gate.complete(null);
            RawAnswer answer = Sandbox.readToEnd(socket);
            assertThat(answer.status()).isEqualTo(201);
            assertThat(answer.field("Connection")).contains("close");
            stop.get(10, TimeUnit.SECONDS);
        }
    }

    @Test
    void stop_redemptionThatNeverEnds_isBounded() throws Exception {
        GatedIssuer issuer = new GatedIssuer();
        CompletableFuture<Void> arrived = new CompletableFuture<>();
        issuer.onRedeem = attempt -> {
            arrived.complete(null);
            return new CompletableFuture<>();
        };
        Sandbox sandbox = Sandbox.over(issuer, options -> options.limits(new HttpLimits(LONG, LONG, LONG, SHORT, 10)));
        try (Socket socket = sandbox.connect()) {
            String request = Sandbox.request("POST", CARD, "{\"value_used\":1}", Sandbox.SHOP);
            socket.getOutputStream().write(request.getBytes(US_ASCII));
            arrived.get(10, TimeUnit.SECONDS);

            sandbox.server().stop().toCompletableFuture().get(10, TimeUnit.SECONDS);

            assertThat(endsWithoutAnswer(socket.getInputStream())).isTrue();
        }
    }

    @Test
    void start_takenPort_failsWithTheCause() {
        try (Sandbox sandbox = Sandbox.open()) {
            Merchant merchant = Merchant.of("shop", "key", new GatedIssuer());
            RedemptionServerOptions taken = RedemptionServerOptions.builder(merchant)
                    .port(sandbox.server().port())
                    .build();

            assertThat(RedemptionServer.start(taken).toCompletableFuture())
                    .failsWithin(Duration.ofSeconds(10))
                    .withThrowableThat()
                    .havingRootCause()
                    .isInstanceOf(BindException.class);
        }
    }

    private static int drip(Socket socket, String text) {
        int sent = 0;
        try {
            socket.setSoTimeout(1);
            for (byte each : text.getBytes(US_ASCII)) {
                socket.getOutputStream().write(each);
                sent++;
                if (isClosed(socket)) {
                    return sent;
                }
            }
        } catch (IOException closed) {
            return sent;
        }
        return sent;
    }

    private static boolean isClosed(Socket socket) throws IOException {
        try {
            return socket.getInputStream().read() < 0;
        } catch (SocketTimeoutException open) {
            return false;
        }
    }

    private static boolean endsWithoutAnswer(InputStream in) {
        try {
            return in.read() < 0;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (IOException reset) {
            return true;
        }
    }

    private static boolean refusesConnections(Sandbox sandbox) throws IOException {
        try (Socket socket = sandbox.connect()) {
            return endsWithoutAnswer(socket.getInputStream());
        } catch (ConnectException refused) {
            return true;
        }
    }
}
