package io.redemption.reliability.faults;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;

/** What a client sees of each fault, and what the server does, with a plain socket as the client. */
@Tag("alone")
@ExtendWith(WatchedLoops.class)
class FaultProxyTest {
    private static final String REQUEST =
            "POST /coupons/c/redemptions HTTP/1.1\r\nHost: x\r\nContent-Length: 23\r\n\r\n{\"transaction_id\":\"t1\"}";
    private static final String ANSWER = AnswerTexts.of(200, "{\"id\":\"r1\"}");
    private static final String RESET = "reset";
    private static final String STILL_OPEN = "still open";

    private static Vertx vertx = Vertx.vertx();

    private RawServer server = new RawServer(vertx);
    private FaultProxy proxy = new FaultProxy(vertx, server.port());

    @BeforeAll
    static void startVertx() {
        vertx = Vertx.vertx();
    }

    @AfterAll
    static void stopVertx() {
        Sockets.await(vertx.close());
    }

    @BeforeEach
    void start() {
        server = new RawServer(vertx).answers(ANSWER);
        proxy = new FaultProxy(vertx, server.port());
    }

    @AfterEach
    void stop() {
        proxy.close();
        server.close();
    }

    @ParameterizedTest
    @FieldSource("FAULTS")
    void fault_oneExchange_isSeenByTheClientAsItShould(Fault fault, String seen, int executed) throws IOException {
        proxy.always(fault);

        assertThat(exchange()).isEqualTo(seen);

        assertThat(server.tally().ofMarker("t1")).isEqualTo(executed);
        assertThat(proxy.tally().ofMarker("t1")).isOne();
        assertThat(proxy.faultCount()).isEqualTo(fault.equals(Fault.none()) ? 0 : 1);
    }

    static final List<Arguments> FAULTS = List.of(
            Arguments.of(Fault.none(), ANSWER + STILL_OPEN, 1),
            Arguments.of(Fault.latency(Duration.ofMillis(20)), ANSWER + STILL_OPEN, 1),
            Arguments.of(Fault.bandwidth(40, Duration.ofMillis(1)), ANSWER + STILL_OPEN, 1),
            Arguments.of(Fault.slicer(7), ANSWER + STILL_OPEN, 1),
            Arguments.of(Fault.slowClose(Duration.ofMillis(20)), ANSWER.substring(0, ANSWER.length() - 1), 1),
            Arguments.of(Fault.blackHole(), STILL_OPEN, 0),
            Arguments.of(Fault.answerSwallowed(), STILL_OPEN, 1),
            Arguments.of(Fault.halfOpen(), STILL_OPEN, 0),
            Arguments.of(Fault.requestCut(0), "", 0),
            Arguments.of(Fault.requestCut(REQUEST.length() - 1), "", 0),
            Arguments.of(Fault.requestReset(10), RESET, 0),
            Arguments.of(Fault.answerCut(0), "", 1),
            Arguments.of(Fault.answerCut(9), "HTTP/1.1 ", 1),
            Arguments.of(Fault.answerCut(ANSWER.length()), ANSWER, 1),
            Arguments.of(Fault.answerReset(0), RESET, 1),
            Arguments.of(Fault.dropAfterCommit(), "", 1),
            Arguments.of(Fault.garbage(Buffer.buffer("what?")), "what?", 1),
            Arguments.of(Fault.duplicateAnswer(), ANSWER + ANSWER + STILL_OPEN, 1),
            Arguments.of(Fault.interimFlood(3), AnswerTexts.interim(3) + ANSWER + STILL_OPEN, 1),
            Arguments.of(
                    Fault.redirect("http://elsewhere/"), AnswerTexts.redirect("http://elsewhere/") + STILL_OPEN, 1));

    @Test
    void bandwidth_answer_comesInPieces() throws IOException {
        proxy.always(Fault.bandwidth(10, Duration.ofMillis(50)));

        try (Socket socket = connect()) {
            socket.setSoTimeout(10_000);
            send(socket);

            assertThat(socket.getInputStream().read(new byte[1000])).isLessThan(ANSWER.length());
        }
    }

    @Test
    void requestCut_withinTheBody_reachesTheServerInPart() throws IOException {
        proxy.always(Fault.requestCut(REQUEST.length() - 1));

        exchange();

        Sockets.await("the server to get a part of a request", () -> server.requestsCut() == 1);
        assertThat(server.tally().requests()).isZero();
    }

    /** All that comes back within a while, and how it ends. */
    private String exchange() throws IOException {
        StringBuilder seen = new StringBuilder();
        try (Socket socket = connect()) {
            send(socket);
            byte[] buffer = new byte[4096];
            for (int read = socket.getInputStream().read(buffer);
                    read >= 0;
                    read = socket.getInputStream().read(buffer)) {
                seen.append(new String(buffer, 0, read, ISO_8859_1));
            }
        } catch (SocketTimeoutException e) {
            seen.append(STILL_OPEN);
        } catch (SocketException e) {
            seen.append(RESET);
        }
        return seen.toString();
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), proxy.port());
        socket.setSoTimeout(100);
        return socket;
    }

    private static void send(Socket socket) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(REQUEST.getBytes(ISO_8859_1));
        out.flush();
    }
}
