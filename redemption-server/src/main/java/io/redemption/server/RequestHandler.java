package io.redemption.server;

import io.redemption.port.TimeSource;
import io.redemption.wire.UnreadableBodyException;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The life of a request: its head is judged, its body read, its operation carried out, its answer written. An answer
 * given before the body has ended closes the connection, after what still arrives has been thrown away for a moment:
 * closing at once would destroy the answer on its way. Thread-safe; each request stays on the event loop of its
 * connection.
 */
final class RequestHandler {
    /**
     * The header field by which a gateway says that its issuer is elsewhere, so that answers can get lost behind it.
     */
    static final String GATEWAY = "Redemption-Gateway";

    private static final Logger LOG = LoggerFactory.getLogger(RequestHandler.class);

    private final Vertx vertx;
    private final RequestValidator reception;
    private final ErrorResponses problems;
    private final Connections connections;
    private final HttpLimits limits;
    private final TimeSource time;
    private final boolean strict;
    private final boolean gateway;

    RequestHandler(
            Vertx vertx,
            RequestValidator reception,
            ErrorResponses problems,
            Connections connections,
            RedemptionServerOptions options) {
        this.vertx = vertx;
        this.reception = reception;
        this.problems = problems;
        this.connections = connections;
        this.limits = options.limits();
        this.time = options.time();
        this.strict = options.strictVauchar();
        this.gateway = options.isGateway();
    }

    void handle(HttpServerRequest request) {
        if (!begins(request)) {
            return;
        }
        if (connections.isStopping()) {
            last(request, problems.stopping());
            return;
        }
        Admission admission = reception.admit(request);
        boolean waits = request.getHeader(HttpHeaders.EXPECT) != null;
        if (admission instanceof Admission.Rejected rejected && (waits || rejected.unreadableBody())) {
            last(request, rejected.answer());
            return;
        }
        BodyReading.read(vertx, request, limits.body(), body -> proceed(request, admission, body));
        if (waits) {
            request.response().writeContinue();
        }
    }

    /** A head that is no HTTP, or that does not tell where its body ends: nothing after it can be trusted. */
    void malformed(HttpServerRequest request, HttpAnswer answer) {
        if (begins(request)) {
            last(request, answer);
        }
    }

    private boolean begins(HttpServerRequest request) {
        Context context = vertx.getOrCreateContext();
        return connections.begins(
                request.connection(), () -> context.runOnContext(now -> last(request, problems.stopping())));
    }

    private void proceed(HttpServerRequest request, Admission admission, BodyResult body) {
        if (!connections.carriesOut(request.connection())) {
            return;
        }
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

    /** Answers a request whose end is not read. What follows on its connection is not carried out. */
    private void last(HttpServerRequest request, HttpAnswer answer) {
        HttpServerResponse response = request.response();
        if (response.ended() || response.closed()) {
            return;
        }
        connections.last(request.connection());
        response.putHeader(HttpHeaders.CONNECTION, "close");
        request.handler(rest -> {});
        request.endHandler(end -> {});
        write(request, answer);
    }

    private void send(HttpServerRequest request, HttpAnswer answer) {
        HttpServerResponse response = request.response();
        if (response.ended() || response.closed()) {
            return;
        }
        boolean wantsNoMore = wantsNoMore(request);
        if (wantsNoMore || connections.isStopping()) {
            response.putHeader(HttpHeaders.CONNECTION, "close");
            connections.last(request.connection());
        } else {
            connections.idle(request.connection());
        }
        Future<Void> written = write(request, answer);
        if (wantsNoMore) {
            written.onComplete(end -> request.connection().close());
        }
    }

    /** Whether the client says that this is its last request (RFC 9112, 9.3). */
    private static boolean wantsNoMore(HttpServerRequest request) {
        Set<String> options = request.headers().getAll(HttpHeaders.CONNECTION).stream()
                .flatMap(field -> Stream.of(field.split(",", -1)))
                .map(option -> option.strip().toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
        return options.contains("close")
                || (request.version() == HttpVersion.HTTP_1_0 && !options.contains("keep-alive"));
    }

    private Future<Void> write(HttpServerRequest request, HttpAnswer answer) {
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
        if (gateway && !strict) {
            response.putHeader(GATEWAY, "1");
        }
        if (answer.body().length == 0) {
            return response.end();
        }
        response.putHeader(HttpHeaders.CONTENT_TYPE, "application/json");
        return request.method().equals(HttpMethod.HEAD)
                ? response.putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(answer.body().length))
                        .end()
                : response.end(Buffer.buffer(answer.body()));
    }
}
