package io.redemption.vertx;

import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.model.Completeness;
import io.redemption.model.Doubt;
import io.redemption.model.FailureCode;
import io.redemption.model.Freshness;
import io.redemption.model.HistoryQuery;
import io.redemption.model.Likelihood;
import io.redemption.model.Redeemed;
import io.redemption.model.Ticket;
import io.redemption.model.TransactionId;
import io.vertx.core.net.NetSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a sick issuer can answer to one send: other redemptions, garbage, interim answers, and too much of all. */
class WrongAnswerTest extends Fixture {
    private static final Duration MAX_WAIT = Duration.ofSeconds(10);

    @Test
    void redeem_oversizeAnswer_isUnknownButLikely() {
        server.answers(200, "{\"x\":\"" + "y".repeat(VertxRedemptionOptions.DEFAULT_MAX_BODY_BYTES) + "\"}");

        Ticket ticket = ticket(port.redeem(attempt(COUPON)));

        assertThat(ticket.doubt()).isEqualTo(Doubt.ANSWER_UNREADABLE);
        assertThat(ticket.executed()).isEqualTo(Likelihood.LIKELY);
    }

    @Test
    void history_largerThanTheCap_isUnreadableButCanBeSearched() {
        use(options().maxListBytes(4096));
        StringBuilder items = new StringBuilder();
        for (int i = 0; i < 100; i++) {
            items.append(redemption(COUPON, "res-" + i, "order-" + i)).append(i < 99 ? "," : "");
        }
        server.answers(200, "{\"count\":100,\"data\":[" + items + "]}");

        assertThat(failureCode(port.history(COUPON, HistoryQuery.ALL))).isEqualTo(FailureCode.UNREADABLE);
        assertThat(await(port.history(COUPON, HistoryQuery.ofTransaction(TransactionId.of("order-77")))))
                .hasValueSatisfying(history -> assertThat(history.redemptions())
                        .singleElement()
                        .satisfies(found -> assertThat(found.id().value()).isEqualTo("res-77")));
    }

    @Test
    void redeem_redirected_isUnknownAndNotFollowed() {
        try (RawServer elsewhere = new RawServer(vertx)) {
            elsewhere.answers(200, redemption(COUPON));
            server.answers(RawServer.response(
                    303, "", "Location: http://127.0.0.1:" + elsewhere.port() + "/coupons/" + COUPON.value()));

            assertThat(ticket(port.redeem(attempt(COUPON))).doubt()).isEqualTo(Doubt.REDIRECTED);
            assertThat(failureCode(port.find(COUPON, REDEMPTION, Freshness.FROM_ISSUER)))
                    .isEqualTo(FailureCode.MISCONFIGURED);

            assertThat(elsewhere.connections()).isZero();
            assertThat(server.requests()).hasSize(2);
        }
    }

    @Test
    void redeem_strayAnswerOfAnother_isUnknownAndTheConnectionIsNotUsedAgain() {
        CompletableFuture<Void> closed = new CompletableFuture<>();
        server.script((socket, request, number) -> {
            if (number == 1) {
                socket.closeHandler(nothing -> closed.complete(null));
            }
            socket.write(RawServer.response(
                    200, redemption(number == 1 ? VOUCHER : COUPON).replace("voucher", "coupon")));
        });

        Ticket ticket = ticket(port.redeem(attempt(COUPON)));

        assertThat(ticket.doubt()).isEqualTo(Doubt.ECHO_MISMATCH);
        assertThat(ticket.executed()).isEqualTo(Likelihood.POSSIBLE);
        assertThat(closed).succeedsWithin(Duration.ofSeconds(5));
        assertThat(await(port.redeem(attempt(COUPON)))).isInstanceOf(Redeemed.class);
        assertThat(server.connections()).isEqualTo(2);
    }

    @ParameterizedTest
    @FieldSource("WRONG_ECHOES")
    void redeem_echoContradicts_isUnknown(String from, String to) {
        String answer = redemption(COUPON).replace(from, to);
        assertThat(answer).isNotEqualTo(redemption(COUPON));
        server.answers(200, answer);

        assertThat(ticket(port.redeem(attempt(COUPON))).doubt()).isEqualTo(Doubt.ECHO_MISMATCH);
    }

    static final List<Arguments> WRONG_ECHOES = List.of(
            Arguments.of("cpn-1502288320598b19c0d59fd\"", "cpn-other\""),
            Arguments.of("\"user_id\":\"123\"", "\"user_id\":\"124\""),
            Arguments.of("50.00", "50.01"),
            Arguments.of("transa001", "transa002"));

    @ParameterizedTest
    @FieldSource("READABLE_ECHOES")
    void redeem_lenientEcho_isRedeemed(String from, String to) {
        String answer = redemption(COUPON).replace(from, to);
        assertThat(answer).isNotEqualTo(redemption(COUPON));
        server.answers(200, answer);

        assertThat(await(port.redeem(attempt(COUPON)))).isInstanceOf(Redeemed.class);
    }

    static final List<Arguments> READABLE_ECHOES = List.of(
            Arguments.of("\"user_id\":\"123\"", "\"user_id\":123"),
            Arguments.of("\"value_used\":\"50.00\"", "\"value_used\":50"),
            Arguments.of(":1502473727", ":\"1502473727\""),
            Arguments.of("\"transa001\"", "\"\""),
            Arguments.of("{\"href\"", "{\"customer_id\":\"\",\"href\""),
            Arguments.of("{\"href\"", "{\"team_id\":null,\"more\":[1],\"href\""));

    @ParameterizedTest
    @FieldSource("GARBAGE")
    void redeem_successWithGarbage_isUnknownButLikely(String body) {
        server.answers(200, body);

        Ticket ticket = ticket(port.redeem(attempt(COUPON)));

        assertThat(ticket.doubt()).isEqualTo(Doubt.ANSWER_UNREADABLE);
        assertThat(ticket.executed()).isEqualTo(Likelihood.LIKELY);
    }

    static final List<String> GARBAGE = List.of(
            "",
            "null",
            "[]",
            "{}",
            "<html>",
            "{\"data\":[]}",
            "{\"id\":\"../../x\"}",
            "\u00ff",
            "{\"id\":\"a\",\"id\":\"b\"}");

    @Test
    void redeem_notHttp_isUnknown() {
        server.answers("SSH-2.0-nope\r\n\r\n");

        assertThat(ticket(port.redeem(attempt(COUPON))).doubt()).isEqualTo(Doubt.NO_ANSWER);
    }

    @Test
    void redeem_interimAnswersWithoutEnd_areCutOff() {
        server.script((socket, request, number) -> socket.write(
                "HTTP/1.1 103 Early Hints\r\n\r\n".repeat(1000) + RawServer.response(200, redemption(COUPON))));

        assertThat(ticket(port.redeem(attempt(COUPON))).doubt()).isEqualTo(Doubt.NO_ANSWER);
    }

    @ParameterizedTest
    @ValueSource(ints = {101, 102, 104, 199})
    void find_interimStatusTakenForTheAnswer_failsAndEndsTheConnection(int status) {
        CompletableFuture<Void> closed = new CompletableFuture<>();
        server.script((socket, request, number) -> {
            if (number == 1) {
                socket.closeHandler(nothing -> closed.complete(null));
                socket.write("HTTP/1.1 " + status + " Interim\r\nContent-Length: 0\r\n\r\n");
            } else {
                socket.write(RawServer.response(200, redemption(COUPON)));
            }
        });

        FailureCode code = failureCode(port.find(COUPON, REDEMPTION, Freshness.FROM_ISSUER));

        assertThat(code).isEqualTo(FailureCode.UNREADABLE);
        assertThat(closed).as("at once, and not when it has been idle").succeedsWithin(MAX_WAIT);
        assertThat(await(port.find(COUPON, REDEMPTION, Freshness.FROM_ISSUER))).isPresent();
        assertThat(server.connections()).isEqualTo(2);
    }

    @Test
    void redeem_interimStatusTakenForTheAnswer_isUnknown() {
        server.answers("HTTP/1.1 102 Processing\r\n\r\n");

        Ticket ticket = ticket(port.redeem(attempt(COUPON)));

        assertThat(ticket.doubt()).isEqualTo(Doubt.UNEXPECTED_STATUS);
        assertThat(ticket.executed()).isEqualTo(Likelihood.POSSIBLE);
    }

    @Test
    void send_misdirected_endsTheConnection() {
        server.script((socket, request, number) -> socket.write(
                number % 2 == 1 ? RawServer.response(421, "{}") : RawServer.response(200, redemption(COUPON))));

        assertThat(ticket(port.redeem(attempt(COUPON))).doubt()).isEqualTo(Doubt.UNEXPECTED_STATUS);
        assertThat(await(port.redeem(attempt(COUPON)))).isInstanceOf(Redeemed.class);
        assertThat(failureCode(port.find(COUPON, REDEMPTION, Freshness.FROM_ISSUER)))
                .isEqualTo(FailureCode.ISSUER_FAILED);
        assertThat(await(port.find(COUPON, REDEMPTION, Freshness.FROM_ISSUER))).isPresent();

        assertThat(server.connections()).isEqualTo(4);
    }

    @Test
    void redeem_headWithoutEnd_isCutOff() {
        server.script((socket, request, number) ->
                socket.write("HTTP/1.1 200 OK\r\n" + ("X-Flood: " + "y".repeat(1000) + "\r\n").repeat(100)));

        assertThat(ticket(port.redeem(attempt(COUPON))).doubt()).isEqualTo(Doubt.NO_ANSWER);
    }

    @Test
    void history_searchedAndAnsweredWithAnEndlessError_isCutOff() {
        server.script((socket, request, number) -> {
            socket.write("HTTP/1.1 500 Bomb\r\nTransfer-Encoding: chunked\r\n\r\n");
            String chunk = "100000\r\n" + "y".repeat(1 << 20) + "\r\n";
            socket.write(chunk + chunk);
        });
        HistoryQuery search = HistoryQuery.ofTransaction(TransactionId.of("order-77"));

        CompletableFuture<Boolean> ended =
                port.history(COUPON, search).handle((found, thrown) -> true).toCompletableFuture();
        assertThat(ended)
                .as("ends when the cap is reached, long before its deadline")
                .succeedsWithin(MAX_WAIT);
        assertThat(failureCode(port.history(COUPON, search))).isEqualTo(FailureCode.ISSUER_FAILED);
    }

    @Test
    void history_searchedInThreeTimesTheCap_isRead() {
        int items = 60_000;
        String item = redemption(COUPON, "res-other", "order-other") + " ".repeat(200) + ",";
        assertThat((long) items * item.length()).isGreaterThan(3L * VertxRedemptionOptions.DEFAULT_MAX_LIST_BYTES);
        server.script((socket, request, number) -> {
            socket.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
            writeChunk(socket, "{\"count\":" + (items + 1) + ",\"data\":[");
            String hundred = item.repeat(100);
            for (int i = 0; i < items / 100; i++) {
                writeChunk(socket, hundred);
            }
            writeChunk(socket, redemption(COUPON, "res-77", "order-77") + "]}");
            socket.write("0\r\n\r\n");
        });

        assertThat(await(port.history(COUPON, HistoryQuery.ofTransaction(TransactionId.of("order-77")))))
                .hasValueSatisfying(history -> {
                    assertThat(history.completeness()).isEqualTo(Completeness.PROVEN);
                    assertThat(history.redemptions())
                            .singleElement()
                            .satisfies(found -> assertThat(found.id().value()).isEqualTo("res-77"));
                });
    }

    private static void writeChunk(NetSocket socket, String text) {
        socket.write(Integer.toHexString(text.length()) + "\r\n" + text + "\r\n");
    }
}
