package io.redemption.reliability.faults;

import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.function.UnaryOperator;

/**
 * What a {@link FaultProxy} does to one exchange. Immutable.
 *
 * @param name what it is called in a count
 * @param requestBytes how much of the request goes on to the server; if that is less than all, no answer is waited for
 * @param answer what the client gets for the server's answer
 * @param pace how fast it gets it
 * @param ending what becomes of the connection afterwards
 * @param endingDelay how long afterwards; a silent connection hears again after it
 */
public record Fault(
        String name,
        int requestBytes,
        UnaryOperator<Buffer> answer,
        DeliveryPace pace,
        ConnectionEnd ending,
        Duration endingDelay) {
    private static final int ALL = Integer.MAX_VALUE;
    private static final Duration MEMORY_OF_SILENCE = Duration.ofSeconds(1);
    private static final Fault NONE =
            new Fault("none", ALL, UnaryOperator.identity(), DeliveryPace.AT_ONCE, ConnectionEnd.KEPT, Duration.ZERO);

    /** Passes everything on. */
    public static Fault none() {
        return NONE;
    }

    /** The answer comes late. */
    public static Fault latency(Duration delay) {
        return paced("latency", new DeliveryPace(delay, ALL, Duration.ZERO));
    }

    /** The answer drips: so many bytes, a pause, and so on. */
    public static Fault bandwidth(int bytes, Duration pause) {
        return paced("bandwidth", new DeliveryPace(Duration.ZERO, bytes, pause));
    }

    /** The answer comes in small pieces, each written by itself. */
    public static Fault slicer(int bytes) {
        return paced("slicer", new DeliveryPace(Duration.ZERO, bytes, Duration.ZERO));
    }

    /** The server executes; the answer lacks its last byte, and the connection is closed late. */
    public static Fault slowClose(Duration delay) {
        return answered(
                "slow close",
                answer -> answer.getBuffer(0, Math.max(0, answer.length() - 1)),
                ConnectionEnd.CLOSED,
                delay);
    }

    /** Nothing goes on, nothing comes back, the connection stays. */
    public static Fault blackHole() {
        return cut("black hole", 0, ConnectionEnd.KEPT, Duration.ZERO);
    }

    /** The server executes; nothing comes back, the connection stays. */
    public static Fault answerSwallowed() {
        return answered("answer swallowed", answer -> Buffer.buffer(), ConnectionEnd.KEPT, Duration.ZERO);
    }

    /** The peer is gone and nobody says so. */
    public static Fault halfOpen() {
        return cut("half open", 0, ConnectionEnd.SILENT, MEMORY_OF_SILENCE);
    }

    /** So many bytes of the request go on, then the connection is closed in order. */
    public static Fault requestCut(int bytes) {
        return cut("request cut", bytes, ConnectionEnd.CLOSED, Duration.ZERO);
    }

    /** So many bytes of the request go on, then the client's connection is reset. */
    public static Fault requestReset(int bytes) {
        return cut("request reset", bytes, ConnectionEnd.RESET, Duration.ZERO);
    }

    /** The server executes; so many bytes of its answer come back, then the connection is closed in order. */
    public static Fault answerCut(int bytes) {
        return answered("answer cut", answer -> start(answer, bytes), ConnectionEnd.CLOSED, Duration.ZERO);
    }

    /** The server executes; so many bytes of its answer are written, then the client's connection is reset. */
    public static Fault answerReset(int bytes) {
        return answered("answer reset", answer -> start(answer, bytes), ConnectionEnd.RESET, Duration.ZERO);
    }

    /** The server executes, and its answer is thrown away. */
    public static Fault dropAfterCommit() {
        return answered("drop after commit", answer -> Buffer.buffer(), ConnectionEnd.CLOSED, Duration.ZERO);
    }

    /** The server executes; the client gets something else. */
    public static Fault garbage(Buffer bytes) {
        return answered("garbage", answer -> bytes, ConnectionEnd.CLOSED, Duration.ZERO);
    }

    /** The answer comes twice. */
    public static Fault duplicateAnswer() {
        return answered(
                "duplicate answer",
                answer -> Buffer.buffer().appendBuffer(answer).appendBuffer(answer),
                ConnectionEnd.KEPT,
                Duration.ZERO);
    }

    /** So many interim answers come before the real one. */
    public static Fault interimFlood(int times) {
        return answered(
                "interim flood",
                answer -> Buffer.buffer(AnswerTexts.interim(times)).appendBuffer(answer),
                ConnectionEnd.KEPT,
                Duration.ZERO);
    }

    /** The server executes; the client is sent elsewhere. */
    public static Fault redirect(String location) {
        return answered(
                "redirect", answer -> Buffer.buffer(AnswerTexts.redirect(location)), ConnectionEnd.KEPT, Duration.ZERO);
    }

    private static Buffer start(Buffer answer, int bytes) {
        return answer.getBuffer(0, Math.min(bytes, answer.length()));
    }

    private static Fault paced(String name, DeliveryPace pace) {
        return new Fault(name, ALL, UnaryOperator.identity(), pace, ConnectionEnd.KEPT, Duration.ZERO);
    }

    private static Fault cut(String name, int requestBytes, ConnectionEnd ending, Duration delay) {
        return new Fault(name, requestBytes, UnaryOperator.identity(), DeliveryPace.AT_ONCE, ending, delay);
    }

    private static Fault answered(String name, UnaryOperator<Buffer> answer, ConnectionEnd ending, Duration delay) {
        return new Fault(name, ALL, answer, DeliveryPace.AT_ONCE, ending, delay);
    }
}
