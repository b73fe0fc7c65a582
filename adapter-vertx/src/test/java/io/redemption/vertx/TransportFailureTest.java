package io.redemption.vertx;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.model.Completeness;
import io.redemption.model.Doubt;
import io.redemption.model.FailureCode;
import io.redemption.model.Freshness;
import io.redemption.model.HistoryQuery;
import io.redemption.model.Likelihood;
import io.redemption.model.RedeemableId;
import io.redemption.model.Redeemed;
import io.redemption.model.RedemptionOutcome;
import io.redemption.model.Ticket;
import io.redemption.model.TransactionId;
import io.redemption.model.Unknown;
import io.redemption.port.TimeSource;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a network and a sick issuer can do to one send. */
class TransportFailureTest extends Fixture {
    private static final Duration MAX_WAIT = Duration.ofSeconds(10);

    @Test
    void redeem_answerCutAtAnyByte_isRedeemedOrUnknownAndNeverFailed() {
        byte[] answer = RawServer.response(200, redemption(COUPON)).getBytes(ISO_8859_1);
        int head = new String(answer, ISO_8859_1).indexOf("\r\n\r\n") + 4;

        for (int cut = 0; cut <= answer.length; cut++) {
            Buffer sent = Buffer.buffer(answer).getBuffer(0, cut);
            server.script((socket, request, number) -> socket.write(sent).onComplete(written -> socket.close()));

            RedemptionOutcome outcome = await(port.redeem(attempt(COUPON)));

            if (cut == answer.length) {
                assertThat(outcome).isInstanceOf(Redeemed.class);
            } else {
                Ticket ticket = ((Unknown) outcome).ticket();
                assertThat(ticket.doubt())
                        .as("cut after %d of %d bytes", cut, answer.length)
                        .isEqualTo(cut < head ? Doubt.NO_ANSWER : Doubt.ANSWER_UNREADABLE);
                assertThat(ticket.executed()).isEqualTo(cut < head ? Likelihood.POSSIBLE : Likelihood.LIKELY);
            }
        }
        assertThat(server.requests()).hasSize(answer.length + 1);
    }

    @Test
    void history_answerCutAtAnyByte_failsAndNeverLies() {
        byte[] answer = RawServer.response(200, "{\"count\":1,\"data\":[" + redemption(COUPON) + "]}")
                .getBytes(ISO_8859_1);

        for (int cut = 0; cut < answer.length; cut += 7) {
            Buffer sent = Buffer.buffer(answer).getBuffer(0, cut);
            server.script((socket, request, number) -> socket.write(sent).onComplete(written -> socket.close()));

            assertThat(failureCode(port.history(COUPON, HistoryQuery.ALL)))
                    .isIn(FailureCode.NOT_REACHABLE, FailureCode.UNREADABLE);
        }
    }

    @Test
    void redeem_connectionClosedUnread_isUnknown() {
        server.closesAtOnce();

        Ticket ticket = ticket(port.redeem(attempt(GIFT_CARD)));

        assertThat(ticket.doubt()).isEqualTo(Doubt.NO_ANSWER);
        assertThat(ticket.redeemable()).isEqualTo(GIFT_CARD);
        assertThat(ticket.marker()).isEqualTo(TransactionId.of("transa001"));
        assertThat(ticket.sends()).isEqualTo(1);
        assertThat(server.connections()).isEqualTo(1);
    }

    @ParameterizedTest
    @FieldSource("ALL")
    void redeem_resetAfterReading_isUnknownAndNotSentAgain(RedeemableId id) {
        server.script((socket, request, number) -> reset(socket));

        assertThat(ticket(port.redeem(attempt(id))).doubt()).isEqualTo(Doubt.NO_ANSWER);
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void redeem_answerAtADrip_endsAtTheDeadlineAllTheSame() {
        use(options().sendTimeout(Duration.ofMillis(300)).connectTimeout(Duration.ofMillis(300)));
        List<Long> timers = new ArrayList<>();
        server.script((socket, request, number) -> {
            socket.write("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n");
            timers.add(vertx.setPeriodic(20, tick -> socket.write(" ")));
        });

        Ticket ticket = ticket(port.redeem(attempt(COUPON)));

        assertThat(ticket.doubt()).isEqualTo(Doubt.ANSWER_UNREADABLE);
        assertThat(ticket.executed()).isEqualTo(Likelihood.LIKELY);
        assertThat(Duration.between(ticket.sentAt(), ticket.doubtfulSince())).isLessThan(Duration.ofSeconds(3));
        timers.forEach(vertx::cancelTimer);
    }

    @Test
    void redeem_noAnswer_isUnknownAtTheDeadline() {
        use(options().sendTimeout(Duration.ofMillis(200)).connectTimeout(Duration.ofMillis(200)));
        server.script((socket, request, number) -> {});

        assertThat(ticket(port.redeem(attempt(COUPON))).doubt()).isEqualTo(Doubt.NO_ANSWER);
    }

    @Test
    void find_noAnswer_failsAtTheDeadline() {
        use(options().sendTimeout(Duration.ofMillis(200)).connectTimeout(Duration.ofMillis(200)));
        server.script((socket, request, number) -> {});

        assertThat(failureCode(port.find(COUPON, REDEMPTION, Freshness.FROM_ISSUER)))
                .isEqualTo(FailureCode.DEADLINE_EXCEEDED);
    }

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

    @Test
    void redeem_closedPort_isNotReachable() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        use(options("http://127.0.0.1:" + free));

        assertThat(failureCode(port.redeem(attempt(COUPON)))).isEqualTo(FailureCode.NOT_REACHABLE);
        assertThat(failureCode(port.find(COUPON, REDEMPTION, Freshness.FROM_ISSUER)))
                .isEqualTo(FailureCode.NOT_REACHABLE);
    }

    @Test
    void redeem_hostWithoutAddress_isNotReachable() {
        use(options("https://no-such-host.invalid"));

        assertThat(failureCode(port.redeem(attempt(COUPON))))
                .isIn(FailureCode.NOT_REACHABLE, FailureCode.DEADLINE_EXCEEDED);
    }

    @Test
    void redeem_queueFull_isOverloadedAndTheOthersAreNot() {
        use(options().poolSize(1).maxQueuedSends(1));
        CompletableFuture<NetSocket> connected = new CompletableFuture<>();
        server.script((socket, request, number) -> connected.complete(socket));
        CompletionStage<RedemptionOutcome> first = port.redeem(attempt(COUPON));
        assertThat(connected).succeedsWithin(MAX_WAIT);

        CompletionStage<RedemptionOutcome> queued = port.redeem(attempt(COUPON));
        FailureCode third = failureCode(port.redeem(attempt(COUPON)));
        server.answers(200, redemption(COUPON));
        connected.join().write(RawServer.response(200, redemption(COUPON)));

        assertThat(third).isEqualTo(FailureCode.OVERLOADED);
        assertThat(await(first)).isInstanceOf(Redeemed.class);
        assertThat(await(queued)).isInstanceOf(Redeemed.class);
        assertThat(server.requests()).hasSize(2);
    }

    @Test
    void redeem_deadlineWhileQueued_failsAndIsNeverSent() {
        List<Runnable> deadlines = new CopyOnWriteArrayList<>();
        use(options().poolSize(1).time(new DeadlinesByHand(deadlines)));
        CompletableFuture<NetSocket> connected = new CompletableFuture<>();
        server.script((socket, request, number) -> connected.complete(socket));
        CompletionStage<RedemptionOutcome> first = port.redeem(attempt(COUPON));
        assertThat(connected).succeedsWithin(MAX_WAIT);
        CompletionStage<RedemptionOutcome> queued = port.redeem(attempt(VOUCHER));

        deadlines.get(1).run();
        FailureCode code = failureCode(queued);
        deadlines.get(0).run();

        assertThat(code).isEqualTo(FailureCode.DEADLINE_EXCEEDED);
        assertThat(ticket(first).doubt()).isEqualTo(Doubt.NO_ANSWER);
        assertThat(server.requests()).hasSize(1);
    }

    /** The system's clock, whose timers go off when the test says so. */
    private record DeadlinesByHand(List<Runnable> deadlines) implements TimeSource {
        @Override
        public Instant now() {
            return TimeSource.system().now();
        }

        @Override
        public long nanoTime() {
            return TimeSource.system().nanoTime();
        }

        @Override
        public Scheduled schedule(Duration delay, Runnable task) {
            deadlines.add(task);
            return () -> {};
        }
    }

    private static Ticket ticket(CompletionStage<RedemptionOutcome> stage) {
        return await(stage)
                .fold(
                        redeemed -> {
                            throw new AssertionError("redeemed, not unknown");
                        },
                        refused -> {
                            throw new AssertionError("refused, not unknown: " + refused.violations());
                        },
                        Unknown::ticket);
    }

    /** Closes without having read all there is, so that the peer gets a reset where the system does that. */
    private static void reset(NetSocket socket) {
        socket.pause();
        socket.close();
    }
}
