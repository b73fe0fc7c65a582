package io.redemption.vertx;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

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
import org.junit.jupiter.params.provider.FieldSource;

/** What a network can do to one send. */
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

    /** The issuer has answered: whoever waits must hear it, whatever the platform's timer does. */
    @Test
    void redeem_timerCannotBeCancelled_isRedeemed() {
        use(options().time(new DeadlinesByHand(new CopyOnWriteArrayList<>(), () -> {
            throw new IllegalStateException("shut down");
        })));
        server.answers(200, redemption(COUPON));

        assertThat(await(port.redeem(attempt(COUPON)))).isInstanceOf(Redeemed.class);
    }

    /** The system's clock, whose timers go off when the test says so. */
    private record DeadlinesByHand(List<Runnable> deadlines, Scheduled timer) implements TimeSource {
        DeadlinesByHand(List<Runnable> deadlines) {
            this(deadlines, () -> {});
        }

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
            return timer;
        }
    }

    /** Closes without having read all there is, so that the peer gets a reset where the system does that. */
    private static void reset(NetSocket socket) {
        socket.pause();
        socket.close();
    }
}
