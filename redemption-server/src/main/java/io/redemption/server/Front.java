package io.redemption.server;

import io.redemption.TimeSource;
import io.redemption.wire.UnreadableBodyException;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The life of a request: its head is judged, its body read, its operation carried out, its answer written. An answer given
 * before the body has ended closes the connection, after what still arrives has been thrown away for a moment: closing at
 * once would destroy the answer on its way. Thread-safe; each request stays on the event loop of its connection.
 */
final class Front {
    private static final Logger LOG = LoggerFactory.getLogger(Front.class);
    private static final Duration LINGER = Duration.ofSeconds(1);

    private final Vertx vertx;
    private final Reception reception;
    private final Problems problems;
    private final Connections connections;
    private final HttpLimits limits;
    private final TimeSource time;
    private final boolean strict;
    private volatile boolean stopping;

    Front(
            Vertx vertx,
            Reception reception,
            Problems problems,
            Connections connections,
            RedemptionServerOptions options) {
        this.vertx = vertx;
        this.reception = reception;
        this.problems = problems;
        this.connections = connections;
        this.limits = options.limits();
        this.time = options.time();
        this.strict = options.strictVauchar();
    }

    /** From now on every answer says that it is the last on its connection. */
    void stopping() {
        stopping = true;
    }

    void handle(HttpServerRequest request) {
        connections.busy(request.connection());
        Admission admission = reception.admit(request);
        boolean waits = request.getHeader(HttpHeaders.EXPECT) != null;
        if (admission instanceof Admission.Rejected rejected && waits) {
            last(request, rejected.answer());
            return;
        }
        BodyReading.read(vertx, request, limits.body(), body -> proceed(request, admission, body));
        if (waits) {
            request.response().writeContinue();
        }
    }

    private void proceed(HttpServerRequest request, Admission admission, BodyResult body) {
        if (body instanceof BodyResult.Trouble trouble) {
            refuse(request, trouble);
        } else if (admission instanceof Admission.Admitted admitted && body instanceof BodyResult.Whole whole) {
            carryOut(request, admitted.work(), whole.bytes());
        } else if (admission instanceof Admission.Rejected rejected) {
            send(request, rejected.answer());
        }
    }

    private void refuse(HttpServerRequest request, BodyResult.Trouble trouble) {
        switch (trouble) {
            case TOO_LARGE ->
                last(
                        request,
                        problems.problem(
                                413,
                                "body_too_large",
                                "body: expected at most " + HttpLimits.MAX_BODY_BYTES + " bytes"));
            case TOO_SLOW ->
                last(request, problems.problem(408, "request_timeout", "body: expected to end in " + limits.body()));
            case MALFORMED -> last(request, problems.problem(400, "malformed_request", "body: chunks not readable"));
            case GONE -> LOG.debug("client went away before the end of its request");
        }
    }

    private void carryOut(HttpServerRequest request, Function<byte[], CompletionStage<HttpAnswer>> work, byte[] body) {
        Context context = vertx.getOrCreateContext();
        answer(work, body).whenComplete((answer, thrown) -> {
            HttpAnswer told = thrown == null ? answer : failure(thrown);
            if (context.equals(Vertx.currentContext())) {
                send(request, told);
            } else {
                context.runOnContext(ignored -> send(request, told));
            }
        });
    }

    private static CompletionStage<HttpAnswer> answer(Function<byte[], CompletionStage<HttpAnswer>> work, byte[] body) {
        try {
            return work.apply(body);
        } catch (RuntimeException thrown) {
            return CompletableFuture.failedStage(thrown);
        }
    }

    private HttpAnswer failure(Throwable thrown) {
        Throwable cause =
                thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown;
        if (cause instanceof UnreadableBodyException unreadable) {
            return problems.unreadable(unreadable);
        }
        HttpAnswer answer = problems.failed(cause);
        if (answer.status() == 500) {
            LOG.error("request failed with {}", cause.getClass().getName());
        }
        return answer;
    }

    /** Answers a request whose end is not read, and closes its connection. */
    void last(HttpServerRequest request, HttpAnswer answer) {
        HttpServerResponse response = request.response();
        if (response.ended() || response.closed()) {
            return;
        }
        response.putHeader(HttpHeaders.CONNECTION, "close");
        request.handler(rest -> {});
        request.endHandler(end -> request.connection().close());
        write(request, answer);
        vertx.setTimer(LINGER.toMillis(), fired -> request.connection().close());
    }

    private void send(HttpServerRequest request, HttpAnswer answer) {
        HttpServerResponse response = request.response();
        if (response.ended() || response.closed()) {
            return;
        }
        if (stopping) {
            response.putHeader(HttpHeaders.CONNECTION, "close");
        }
        connections.idle(request.connection());
        write(request, answer);
    }

    private void write(HttpServerRequest request, HttpAnswer answer) {
        HttpServerResponse response = request.response().setStatusCode(answer.status());
        response.putHeader(
                HttpHeaders.DATE,
                DateTimeFormatter.RFC_1123_DATE_TIME.format(time.now().atOffset(ZoneOffset.UTC)));
        answer.headers().forEach(response::putHeader);
        boolean write =
                request.method().equals(HttpMethod.POST) || request.method().equals(HttpMethod.DELETE);
        if (!strict && answer.isError() && write && answer.executed() != null) {
            response.putHeader("Redemption-Executed", answer.executed() ? "yes" : "no");
        }
        if (answer.body().length > 0) {
            response.putHeader(HttpHeaders.CONTENT_TYPE, "application/json").end(Buffer.buffer(answer.body()));
        } else {
            response.end();
        }
    }
}
