package io.redemption.server;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A stopping server refuses what it can, and idle connections do not block new clients. */
class StopAndCrowdTest {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final String CARD = "/gift-cards/" + Sandbox.GIFT_CARD + "/redemptions";
    private static final String SPEND = "{\"value_used\":1}";
    private static final String HEALTH = "GET /health HTTP/1.1\r\nHost: x\r\n\r\n";
    private static final int CROWD = Boolean.getBoolean("reliability") ? 9_000 : 1_000;

    @Test
    void stop_bodyThatHasNotEnded_isRefusedAndSaysSo() throws Exception {
        Sandbox sandbox = Sandbox.open();
        try (Socket socket = sandbox.write(unfinished());
                Socket known = sandbox.write(HEALTH)) {
            assertThat(known.getInputStream().read()).isPositive();

            CompletableFuture<Void> stop = sandbox.server().stop().toCompletableFuture();

            refused(Sandbox.readToEnd(socket));
            stop.get(20, TimeUnit.SECONDS);
        }
    }

    @Test
    void stop_requestOnItsWay_isRefusedAndSaysSo() throws Exception {
        Sandbox sandbox = Sandbox.open();
        try (Socket socket = sandbox.write(HEALTH)) {
            assertThat(socket.getInputStream().read()).isPositive();

            CompletableFuture<Void> stop = sandbox.server().stop().toCompletableFuture();
            socket.getOutputStream()
                    .write(Sandbox.request("POST", CARD, SPEND, Sandbox.SHOP).getBytes(US_ASCII));

            String both = new String(socket.getInputStream().readAllBytes(), US_ASCII);
            refused(RawAnswer.of(both.substring(both.indexOf("HTTP/1.1"))));
            stop.get(20, TimeUnit.SECONDS);
        }
    }

    @Test
    void stop_idleConnectionsOnly_endsSoon() throws Exception {
        Sandbox sandbox = Sandbox.open();
        try (Socket idle = sandbox.write(HEALTH)) {
            assertThat(idle.getInputStream().read()).isPositive();

            sandbox.server().stop().toCompletableFuture().get(5, TimeUnit.SECONDS);

            assertThat(new String(idle.getInputStream().readAllBytes(), US_ASCII))
                    .doesNotContain("503");
        }
    }

    @Test
    void connections_crowdOfIdleOnes_locksNobodyOut() throws IOException {
        HttpLimits limits = new HttpLimits(LONG, LONG, LONG, LONG, 50);
        List<Socket> crowd = new ArrayList<>();
        try (Sandbox sandbox = Sandbox.open(options -> options.limits(limits))) {
            for (int i = 0; i < CROWD; i++) {
                crowd.add(sandbox.connect());
            }

            assertThat(sandbox.post(CARD, SPEND).status()).isEqualTo(201);
        } finally {
            for (Socket socket : crowd) {
                socket.close();
            }
        }
    }

    @Test
    void connections_oneTooMany_closesTheOneThatIsIdleLongest() throws IOException {
        HttpLimits limits = new HttpLimits(LONG, LONG, LONG, LONG, 2);
        try (Sandbox sandbox = Sandbox.open(options -> options.limits(limits));
                Socket first = sandbox.write(HEALTH)) {
            assertThat(first.getInputStream().read()).isPositive();
            try (Socket second = sandbox.write(HEALTH)) {
                assertThat(second.getInputStream().read()).isPositive();
                // Now the second has been idle longest.
                first.getOutputStream().write(HEALTH.getBytes(US_ASCII));
                assertThat(new String(first.getInputStream().readNBytes(200), US_ASCII))
                        .contains("HTTP/1.1 200");

                assertThat(sandbox.get("/health").status()).isEqualTo(200);

                assertThat(second.getInputStream().readAllBytes()).isNotEmpty();
                first.getOutputStream()
                        .write(Sandbox.request("GET", "/health", "").getBytes(US_ASCII));
                assertThat(new String(first.getInputStream().readAllBytes(), US_ASCII))
                        .contains("HTTP/1.1 200");
            }
        }
    }

    @Test
    void connections_oneTooManyAndAllAtWork_closesTheNewOne() throws Exception {
        GatedIssuer issuer = new GatedIssuer();
        CompletableFuture<Void> arrived = new CompletableFuture<>();
        CompletableFuture<Void> gate = new CompletableFuture<>();
        issuer.onRedeem = attempt -> {
            arrived.complete(null);
            return gate.thenCompose(opened -> issuer.inMemory.redeem(attempt));
        };
        HttpLimits limits = new HttpLimits(LONG, LONG, LONG, LONG, 1);
        try (Sandbox sandbox = Sandbox.over(issuer, options -> options.limits(limits));
                Socket atWork = sandbox.write(Sandbox.request("POST", CARD, SPEND, Sandbox.SHOP))) {
            arrived.get(10, TimeUnit.SECONDS);
            try (Socket surplus = sandbox.connect()) {
                assertThat(surplus.getInputStream().read()).isNegative();
            }

            gate.complete(null);

            assertThat(Sandbox.readToEnd(atWork).status()).isEqualTo(201);
        }
    }

    private static String unfinished() {
        return Sandbox.request("POST", CARD, "", Sandbox.SHOP, "Content-Length: 20") + "{";
    }

    private static void refused(RawAnswer answer) {
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.body()).contains("\"code\":\"stopping\"");
        assertThat(answer.field("Redemption-Executed")).contains("no");
        assertThat(answer.field("Retry-After")).isPresent();
        assertThat(answer.field("Connection")).contains("close");
    }
}
