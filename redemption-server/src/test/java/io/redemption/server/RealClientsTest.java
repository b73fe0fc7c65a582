package io.redemption.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Requests as existing clients send them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RealClientsTest {
    private static final String COUPON = "/coupons/" + Sandbox.COUPON + "/redemptions";

    @AutoClose
    private final Sandbox sandbox = Sandbox.open();

    @Test
    void create_asTheShopPluginDoes_isRedeemedWithoutRedirect() {
        String body = "{\"user_id\":0,\"transaction_id\":1234,\"value_used\":\"15.00\",\"unheard_of\":[1]}";

        RawAnswer answer = sandbox.post(
                "/" + COUPON,
                body,
                "Accept: text/html,application/xhtml+xml;q=0.9,*/*;q=0.8",
                "Keep-Alive: 300",
                "Content-Type: text/plain");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body())
                .contains(
                        "\"user_id\":\"0\"",
                        "\"user_email\":\"\"",
                        "\"transaction_id\":\"1234\"",
                        "\"value_used\":\"15.00\"");
    }

    @Test
    void list_unknownQueryAndContentTypeOnGet_areIgnored() {
        RawAnswer answer =
                sandbox.send("GET", COUPON + "?page=2&x", "", Sandbox.SHOP, "Content-Type: application/json");

        assertThat(answer.status()).isEqualTo(200);
    }

    @Test
    void list_absoluteUri_isAnswered() {
        RawAnswer answer = sandbox.get("http://sandbox" + COUPON);

        assertThat(answer.status()).isEqualTo(200);
    }

    @Test
    void create_chunkedAfter100Continue_isRedeemed() throws IOException {
        String head = "POST " + COUPON + " HTTP/1.1\r\nHost: sandbox\r\n" + Sandbox.SHOP
                + "\r\nTransfer-Encoding: chunked\r\nExpect: 100-continue\r\nConnection: close\r\n\r\n";
        try (Socket socket = sandbox.connect()) {
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            String goOn = new String(socket.getInputStream().readNBytes(25), StandardCharsets.US_ASCII);
            socket.getOutputStream()
                    .write("d\r\n{\"user_id\":\"1\r\n2\r\n\"}\r\n0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));

            RawAnswer answer = Sandbox.readToEnd(socket);

            assertThat(goOn).isEqualTo("HTTP/1.1 100 Continue\r\n\r\n");
            assertThat(answer.status()).isEqualTo(200);
        }
    }

    @Test
    void create_badCredentialsWith100Continue_isRefusedBeforeTheBody() throws IOException {
        String head =
                "POST " + COUPON + " HTTP/1.1\r\nHost: sandbox\r\nContent-Length: 15\r\nExpect: 100-continue\r\n\r\n";
        try (Socket socket = sandbox.connect()) {
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));

            assertThat(Sandbox.readToEnd(socket).status()).isEqualTo(401);
        }
    }

    @Test
    void connection_keptAlive_carriesOneRequestAfterTheOther() throws IOException {
        String first = Sandbox.request("GET", "/health", "").replace("Connection: close\r\n", "");
        String second = Sandbox.request("GET", COUPON, "", Sandbox.SHOP);
        try (Socket socket = sandbox.connect()) {
            socket.getOutputStream().write((first + second).getBytes(StandardCharsets.US_ASCII));

            RawAnswer answers = Sandbox.readToEnd(socket);

            assertThat(answers.status()).isEqualTo(200);
            assertThat(answers.body()).startsWith("{\"status\":\"up\"}HTTP/1.1 200 OK");
        }
    }
}
