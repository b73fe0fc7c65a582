package io.redemption.reliability.faults;

import static io.redemption.reliability.faults.Expected.never;
import static io.redemption.reliability.faults.Expected.once;
import static io.redemption.reliability.faults.Expected.thrice;
import static io.redemption.reliability.faults.Expected.twice;

import io.redemption.reliability.faults.Sample.Scene;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** The rows of the retry table in which no answer comes: nothing was sent, or the connection broke, or time ran out. */
final class ConnectionRows {
    private ConnectionRows() {}

    static Stream<Sample> samples() {
        return Stream.of(local(), notConnected(), http2(), closed(), late(), broken(), died())
                .flatMap(List::stream);
    }

    /** Nothing leaves the process, and nothing is tried again. */
    private static List<Sample> local() {
        return List.of(
                local("breaker open", Scene.BREAKER_OPEN, "failed BREAKER_OPEN"),
                local("bulkhead full", Scene.BULKHEAD_FULL, "failed OVERLOADED"),
                local("limit reached", Scene.LIMIT_REACHED, "failed OVERLOADED"),
                local("closed", Scene.CLOSED, "failed CLOSED"));
    }

    private static Sample local(String what, Scene scene, String outcome) {
        return Sample.ofAll(
                "F0", what, scene, operation -> exchange -> exchange.write(operation.rightAnswer()), never(outcome));
    }

    /** Everything is tried again, because nothing was sent. Requests are connections here, where one can be seen. */
    private static List<Sample> notConnected() {
        Function<ApiOperation, RawServer.Plan> none = operation -> Exchange::close;
        return List.of(
                Sample.ofAll("F1", "connection refused", Scene.DEAD_PORT, none, thrice("failed NOT_REACHABLE")),
                Sample.ofAll(
                        "F1", "connection not made in time", Scene.FULL_BACKLOG, none, thrice("failed NOT_REACHABLE")),
                Sample.ofAll("F1", "TLS handshake broken off", Scene.NO_TLS, none, thrice("failed NOT_REACHABLE")));
    }

    /**
     * Unreachable: we never speak HTTP/2. A server that answers with its frames all the same is a server that does not
     * speak HTTP/1.1, as in F5; so a stream that it claims to have refused is in doubt.
     */
    private static List<Sample> http2() {
        String settings = "\0\0\0\4\0\0\0\0\0";
        String refusedStream = "\0\0\4\3\0\0\0\0\1\0\0\0\7";
        String goAway = "\0\0\u0008\7\0\0\0\0\0\0\0\0\0\0\0\0\0";
        return List.of(
                Sample.inDoubt("F2", "HTTP/2 REFUSED_STREAM", Plans.says(settings + refusedStream)),
                Sample.inDoubt("F2", "HTTP/2 GOAWAY", Plans.says(settings + goAway)));
    }

    private static List<Sample> closed() {
        return List.of(
                Sample.inDoubt("F3", "closed without an answer", operation -> Exchange::close),
                Sample.inDoubt("F3", "reset without an answer", operation -> Exchange::reset),
                Sample.inDoubt("F3", "closed within the status line", Plans.says("HTTP/1.1 20")),
                Sample.inDoubt("F3", "closed within the head", Plans.says("HTTP/1.1 200 OK\r\nContent-Le")));
    }

    /**
     * When the caller has cancelled, nothing is sent again; a write runs on and ends in doubt, and the listener is
     * notified.
     */
    private static List<Sample> late() {
        Function<ApiOperation, RawServer.Plan> silent = operation -> exchange -> {};
        return List.of(
                new Sample(
                        "F4",
                        "no answer in time",
                        Scene.SHORT_DEADLINE,
                        silent,
                        thrice("failed DEADLINE_EXCEEDED"),
                        thrice("failed DEADLINE_EXCEEDED"),
                        once(Expected.NO_ANSWER),
                        thrice(Expected.NO_ANSWER)),
                new Sample(
                        "F4",
                        "caller cancelled after sending",
                        Scene.CALLER_GONE,
                        silent,
                        once("failed CANCELLED"),
                        once("failed CANCELLED"),
                        once(Expected.NO_ANSWER),
                        once(Expected.NO_ANSWER)));
    }

    private static List<Sample> broken() {
        return List.of(
                Sample.inDoubt("F5", "not HTTP", Plans.says("SSH-2.0-nope\r\n\r\n")),
                Sample.inDoubt("F5", "status line without a status", Plans.says("HTTP/1.1 OK\r\n\r\n")),
                Sample.inDoubt(
                        "F5",
                        "9 interim answers",
                        operation -> exchange -> exchange.write(AnswerTexts.interim(9) + operation.rightAnswer())),
                Sample.inDoubt("F5", "HTTP/2 INTERNAL_ERROR", Plans.says("\0\0\4\3\0\0\0\0\1\0\0\0\2")));
    }

    /**
     * The journal knows that the attempt was begun. Not applicable to a read, which intends nothing: shown by the next
     * process that reads as if nothing had happened. A reversal can be repeated by any caller.
     */
    private static List<Sample> died() {
        return List.of(new Sample(
                "F17",
                "process died between intent and result",
                Scene.PROCESS_DIED,
                operation -> exchange -> {},
                twice("found"),
                twice("found"),
                once("unknown BEGUN_EARLIER"),
                twice("reversed")));
    }
}
