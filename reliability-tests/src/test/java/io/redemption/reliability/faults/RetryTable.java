package io.redemption.reliability.faults;

import static io.redemption.reliability.faults.Expected.never;
import static io.redemption.reliability.faults.Expected.once;
import static io.redemption.reliability.faults.Expected.thrice;
import static io.redemption.reliability.faults.Expected.twice;

import io.redemption.reliability.faults.Sample.Scene;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What is sent again, and what is not: 18 classes of failure, each with one or more ways into it, by 12 operations,
 * against an issuer that declares nothing ({@code Issuer.VAUCHAR}). A read that may be repeated is sent three times, a
 * write to reverse too, because redemption ids are unique; a create is sent again only if the first send certainly did
 * nothing.
 *
 * <p>The classes are those of the project's reliability programme; where its design has changed a row, the row says so.
 */
final class RetryTable {
    private static final String NO_ANSWER = "unknown NO_ANSWER";
    private static final String UNREADABLE = "unknown ANSWER_UNREADABLE";
    private static final String REDIRECTED = "unknown REDIRECTED";
    private static final String ODD_STATUS = "unknown UNEXPECTED_STATUS";
    private static final String AFTER_RESEND = "unknown REFUSED_AFTER_RESEND";

    private RetryTable() {}

    /** All samples, row by row. */
    static List<Sample> samples() {
        return Stream.of(
                        local(),
                        notConnected(),
                        http2(),
                        closed(),
                        late(),
                        broken(),
                        unreadable(),
                        foreign(),
                        redirected(),
                        refused(),
                        turnedAway(),
                        throttled(),
                        failing(),
                        died())
                .flatMap(List::stream)
                .toList();
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
        return all("F0", what, scene, operation -> exchange -> exchange.write(operation.rightAnswer()), never(outcome));
    }

    /** Everything is tried again, because nothing was sent. Requests are connections here, where one can be seen. */
    private static List<Sample> notConnected() {
        Function<ApiOperation, RawServer.Plan> none = operation -> Exchange::close;
        return List.of(
                all("F1", "connection refused", Scene.DEAD_PORT, none, thrice("failed NOT_REACHABLE")),
                all("F1", "connection not made in time", Scene.FULL_BACKLOG, none, thrice("failed NOT_REACHABLE")),
                all("F1", "TLS handshake broken off", Scene.NO_TLS, none, thrice("failed NOT_REACHABLE")));
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
                inDoubt("F2", "HTTP/2 REFUSED_STREAM", says(settings + refusedStream)),
                inDoubt("F2", "HTTP/2 GOAWAY", says(settings + goAway)));
    }

    private static List<Sample> closed() {
        return List.of(
                inDoubt("F3", "closed without an answer", operation -> Exchange::close),
                inDoubt("F3", "reset without an answer", operation -> Exchange::reset),
                inDoubt("F3", "closed within the status line", says("HTTP/1.1 20")),
                inDoubt("F3", "closed within the head", says("HTTP/1.1 200 OK\r\nContent-Le")));
    }

    /** A caller who has gone is not sent for again; his write runs on and ends in doubt, which the listener is told. */
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
                        once(NO_ANSWER),
                        once(NO_ANSWER),
                        thrice(NO_ANSWER)),
                new Sample(
                        "F4",
                        "caller gone after sending",
                        Scene.CALLER_GONE,
                        silent,
                        once("failed CANCELLED"),
                        once("failed CANCELLED"),
                        once(NO_ANSWER),
                        once(NO_ANSWER),
                        once(NO_ANSWER)));
    }

    private static List<Sample> broken() {
        return List.of(
                inDoubt("F5", "not HTTP", says("SSH-2.0-nope\r\n\r\n")),
                inDoubt("F5", "status line without a status", says("HTTP/1.1 OK\r\n\r\n")),
                inDoubt(
                        "F5",
                        "9 interim answers",
                        operation -> exchange -> exchange.write(AnswerTexts.interim(9) + operation.rightAnswer())),
                inDoubt("F5", "HTTP/2 INTERNAL_ERROR", says("\0\0\4\3\0\0\0\0\1\0\0\0\2")));
    }

    /**
     * A read is tried once more, unless what came is not JSON at all (changed: then we are misconfigured); a create was
     * probably executed. Changed: a delete that was answered with 200 counts only if a look agrees, and here none can.
     */
    private static List<Sample> unreadable() {
        return List.of(
                unreadable(
                        "body cut",
                        operation -> exchange -> {
                            String answer = operation.rightAnswerWithBody();
                            exchange.write(answer.substring(0, answer.length() - 1))
                                    .close();
                        },
                        twice("failed UNREADABLE"),
                        UNREADABLE),
                unreadable("not JSON", answers("<html>"), once("failed MISCONFIGURED"), UNREADABLE),
                unreadable(
                        "wrong shape",
                        answers("{\"data\":{\"id\":7.5}}"),
                        twice("failed UNREADABLE"),
                        "unknown NOT_CONFIRMED"),
                unreadable(
                        "too large",
                        answers(" ".repeat(CellRun.MAX_BYTES + 1)),
                        twice("failed UNREADABLE"),
                        UNREADABLE));
    }

    private static Sample unreadable(
            String what, Function<ApiOperation, RawServer.Plan> plan, Expected read, String delete) {
        return new Sample(
                "F6", what, Scene.NORMAL, plan, read, read, once(UNREADABLE), once(UNREADABLE), thrice(delete));
    }

    /** Another one's answer. A delete's echoes nothing; the look that follows meets another one's, and cannot agree. */
    private static List<Sample> foreign() {
        return List.of(new Sample(
                "F7",
                "echo of another redeemable",
                Scene.NORMAL,
                operation -> exchange -> {
                    String foreign = operation
                            .redemption("124")
                            .replace(operation.redeemable().value(), "id-2");
                    exchange.write(AnswerTexts.of(200, operation.body(foreign)));
                },
                twice("failed UNREADABLE"),
                twice("failed UNREADABLE"),
                once("unknown ECHO_MISMATCH"),
                once("unknown ECHO_MISMATCH"),
                thrice("unknown NOT_CONFIRMED")));
    }

    /** Never followed, nor asked for again. */
    private static List<Sample> redirected() {
        return IntStream.of(301, 302, 303, 307, 308)
                .mapToObj(status -> new Sample(
                        "F8",
                        "status " + status,
                        Scene.NORMAL,
                        operation -> exchange ->
                                exchange.write(AnswerTexts.of(status, "", "Location: http://127.0.0.1:9/elsewhere")),
                        once("failed MISCONFIGURED"),
                        once("failed MISCONFIGURED"),
                        once(REDIRECTED),
                        once(REDIRECTED),
                        once(REDIRECTED)))
                .toList();
    }

    /**
     * Changed: refused are 400, 404, 409, 410 and 422 alone. The others say that we are misconfigured, which no shopper
     * must read as a refusal of her coupon: a failure with a code, of which nobody is sent for again.
     */
    private static List<Sample> refused() {
        List<Sample> samples = new ArrayList<>();
        for (int status : new int[] {400, 409, 422}) {
            samples.add(status("F9", status, once("failed MISCONFIGURED"), once("refused"), once("refused")));
        }
        for (int status : new int[] {404, 410}) {
            // Note d, changed: what is not there counts only if its list is.
            samples.add(status("F9", status, once("absent"), once("refused"), once("unknown REDEEMABLE_GONE")));
            samples.add(new Sample(
                    "F9",
                    status + " beside a list that is there",
                    Scene.NORMAL,
                    operation -> besideList(operation, status),
                    once("found"),
                    once("absent"),
                    once("refused"),
                    once("refused"),
                    once("nothingtoreverse")));
        }
        samples.add(status("F9", 402, once("failed PAYMENT_REQUIRED")));
        samples.add(status("F9", 403, once("failed NOT_AUTHORISED")));
        samples.add(status("F9", 501, once("failed NOT_SUPPORTED")));
        for (int status : new int[] {405, 406, 411, 413, 414, 415, 417, 428, 431, 505}) {
            samples.add(status("F9", status, once("failed MISCONFIGURED")));
        }
        // Note b, changed: a refusal after a send in doubt is in doubt itself. Only a reversal comes to that here.
        samples.add(new Sample(
                "F9",
                "closed, then 404",
                Scene.NORMAL,
                operation -> first(Exchange::close, 404),
                twice("absent"),
                twice("absent"),
                once(NO_ANSWER),
                once(NO_ANSWER),
                twice("unknown REDEEMABLE_GONE")));
        samples.add(new Sample(
                "F9",
                "closed, then 404 beside a list that is there",
                Scene.NORMAL,
                operation -> new FirstOther(Exchange::close, besideList(operation, 404)),
                twice("found"),
                twice("absent"),
                once(NO_ANSWER),
                once(NO_ANSWER),
                twice(AFTER_RESEND)));
        return samples;
    }

    /**
     * After a 401 there is one more send if there are other credentials by then. 421 and 425 are on no list of certain
     * failures, so a create is in doubt (changed: it was repeated).
     */
    private static List<Sample> turnedAway() {
        return List.of(
                status("F10", 401, once("failed NOT_AUTHORISED")),
                all(
                        "F10",
                        "401 also for renewed credentials",
                        Scene.RENEWED_CREDENTIALS,
                        operation -> exchange -> exchange.write(AnswerTexts.of(401, "")),
                        twice("failed NOT_AUTHORISED")),
                new Sample(
                        "F10",
                        "401, then right for renewed credentials",
                        Scene.RENEWED_CREDENTIALS,
                        operation -> unlessRenewed(operation.rightAnswer()),
                        twice("found"),
                        twice("found"),
                        twice("redeemed"),
                        twice("redeemed"),
                        twice("reversed")),
                // Who is not authorised has redeemed nothing: the refusal holds.
                new Sample(
                        "F10",
                        "401, then 409 for renewed credentials",
                        Scene.RENEWED_CREDENTIALS,
                        operation -> unlessRenewed(AnswerTexts.of(409, "")),
                        twice("failed MISCONFIGURED"),
                        twice("failed MISCONFIGURED"),
                        twice("refused"),
                        twice("refused"),
                        twice("refused")),
                status("F11", 407, once("failed MISCONFIGURED")),
                status("F12", 421, thrice("failed ISSUER_FAILED"), once(ODD_STATUS), thrice(ODD_STATUS)),
                status("F12", 425, thrice("failed ISSUER_FAILED"), once(ODD_STATUS), thrice(ODD_STATUS)));
    }

    /**
     * Changed: 429 is a failure of gift cards too, and note c is dropped. A create is sent once more; if that is
     * refused, the first send may have been executed all the same (note b).
     */
    private static List<Sample> throttled() {
        String throttled = "failed THROTTLED";
        return List.of(
                status("F13", 429, thrice(throttled), twice(throttled), thrice(throttled)),
                all(
                        "F13",
                        "429 with a Retry-After beyond the deadline",
                        Scene.NORMAL,
                        operation -> exchange -> exchange.write(AnswerTexts.of(429, "", "Retry-After: 60")),
                        once(throttled)),
                new Sample(
                        "F13",
                        "429, then 409",
                        Scene.NORMAL,
                        operation -> first(exchange -> exchange.write(AnswerTexts.of(429, "", "Retry-After: 0")), 409),
                        twice("failed MISCONFIGURED"),
                        twice("failed MISCONFIGURED"),
                        twice(AFTER_RESEND),
                        twice(AFTER_RESEND),
                        twice(AFTER_RESEND)));
    }

    /**
     * The issuer may have executed before it failed. What Vauchar says about that in our own header is not believed.
     */
    private static List<Sample> failing() {
        List<Sample> samples = new ArrayList<>();
        samples.add(status("F14", 408, thrice("failed ISSUER_FAILED"), once(ODD_STATUS), thrice(ODD_STATUS)));
        samples.add(status("F15", 500, thrice("failed ISSUER_FAILED"), once(ODD_STATUS), thrice(ODD_STATUS)));
        for (int status : new int[] {502, 503, 504, 520, 529}) {
            samples.add(status("F16", status, thrice("failed ISSUER_FAILED"), once(ODD_STATUS), thrice(ODD_STATUS)));
        }
        samples.add(new Sample(
                "F16",
                "503 with a Retry-After and our own header",
                Scene.NORMAL,
                operation -> exchange ->
                        exchange.write(AnswerTexts.of(503, "", "Retry-After: 0", "Redemption-Executed: no")),
                thrice("failed ISSUER_FAILED"),
                thrice("failed ISSUER_FAILED"),
                once(ODD_STATUS),
                once(ODD_STATUS),
                thrice(ODD_STATUS)));
        return samples;
    }

    /**
     * The journal knows that the attempt was begun. Not applicable to a read, which intends nothing: shown by the next
     * process that reads as if nothing had happened. A reversal is repeated by whoever wants it.
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
                once("unknown BEGUN_EARLIER"),
                twice("reversed")));
    }

    private static Sample inDoubt(String row, String what, Function<ApiOperation, RawServer.Plan> plan) {
        return new Sample(
                row,
                what,
                Scene.NORMAL,
                plan,
                thrice("failed NOT_REACHABLE"),
                thrice("failed NOT_REACHABLE"),
                once(NO_ANSWER),
                once(NO_ANSWER),
                thrice(NO_ANSWER));
    }

    private static Sample status(String row, int status, Expected all) {
        return status(row, status, all, all, all);
    }

    private static Sample status(String row, int status, Expected read, Expected create, Expected delete) {
        return new Sample(
                row,
                "status " + status,
                Scene.NORMAL,
                operation -> exchange -> exchange.write(AnswerTexts.of(status, "")),
                read,
                read,
                create,
                create,
                delete);
    }

    private static Sample all(
            String row, String what, Scene scene, Function<ApiOperation, RawServer.Plan> plan, Expected expected) {
        return new Sample(row, what, scene, plan, expected, expected, expected, expected, expected);
    }

    private static Function<ApiOperation, RawServer.Plan> answers(String body) {
        return operation -> exchange -> exchange.write(AnswerTexts.of(200, body));
    }

    /** Turns all credentials away but the renewed ones, and asks in vain to wait. */
    private static RawServer.Plan unlessRenewed(String answer) {
        return exchange -> {
            boolean renewed = CellRun.RENEWED.equals(exchange.request().header("Authorization"));
            exchange.write(renewed ? answer : AnswerTexts.of(401, "", "Retry-After: 60"));
        };
    }

    /** Writes bytes and closes. */
    private static Function<ApiOperation, RawServer.Plan> says(String bytes) {
        return operation -> exchange -> exchange.write(bytes).close();
    }

    /** A status, but for whoever reads the list, which is there and empty. */
    private static RawServer.Plan besideList(ApiOperation operation, int status) {
        return exchange -> {
            boolean list = exchange.request().method().equals("GET")
                    && exchange.request().target().equals(operation.listPath());
            exchange.write(list ? AnswerTexts.of(200, "{\"count\":0,\"data\":[]}") : AnswerTexts.of(status, ""));
        };
    }

    /** Something for the first request of a server, a status for the others. */
    private static RawServer.Plan first(RawServer.Plan first, int status) {
        return new FirstOther(first, exchange -> exchange.write(AnswerTexts.of(status, "")));
    }
}
