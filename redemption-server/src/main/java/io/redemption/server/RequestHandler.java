package io.redemption.server;

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
import java.util.List;
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
 * Handles a request: validates its head, reads its body, carries its operation out and writes the answer. An answer
 * before the end of the body closes the connection. Further input is discarded for a moment first, because closing at
 * once could destroy the answer on its way. Thread-safe; each request stays on the event loop of its connection.
 */
final class RequestHandler {
    /**
     * The header field with which a gateway says that its issuer is remote, so that the issuer's answers can get lost.
     */
    static final String GATEWAY = "Redemption-Gateway";

    private static final Logger LOG = LoggerFactory.getLogger(RequestHandler.class);

    private final Vertx vertx;
    private final RequestValidator validator;
    private final ErrorResponses errors;
    private final Connections connections;
    private final HttpLimits limits;
    private final HttpDate date;
    private final boolean strict;
    private final boolean gateway;

    RequestHandler(
            Vertx vertx,
            RequestValidator validator,
            ErrorResponses errors,
            Connections connections,
            RedemptionServerOptions options) {
        this.vertx = vertx;
        this.validator = validator;
        this.errors = errors;
        this.connections = connections;
        this.limits = options.limits();
        this.date = new HttpDate(options.time());
        this.strict = options.strictVauchar();
        this.gateway = options.isGateway();
    }

    void handle(HttpServerRequest request) {
        if (!begins(request)) {
            return;
        }
        if (connections.isStopping()) {
            last(request, errors.stopping());
            return;
        }
        Admission admission = validator.admit(request);
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

    /**
     * Answers a head that is not HTTP or does not define the end of its body. The connection cannot be used further.
     */
    void malformed(HttpServerRequest request, HttpAnswer answer) {
        if (begins(request)) {
            last(request, answer);
        }
    }

    private boolean begins(HttpServerRequest request) {
        Context context = vertx.getOrCreateContext();
        return connections.begins(
                request.connection(), () -> context.runOnContext(now -> last(request, errors.stopping())));
    }

    private void proceed(HttpServerRequest request, Admission admission, BodyResult body) {
        if (!connections.carriesOut(request.connection())) {
            return;
        }
        if (body instanceof BodyResult.Failure failure) {
            refuse(request, failure);
        } else if (admission instanceof Admission.Admitted admitted && body instanceof BodyResult.Whole whole) {
            carryOut(request, admitted.work(), whole.bytes());
        } else if (admission instanceof Admission.Rejected rejected) {
            send(request, rejected.answer());
        }
    }

    private void refuse(HttpServerRequest request, BodyResult.Failure failure) {
        switch (failure) {
            case TOO_LARGE ->
                last(
                        request,
                        errors.error(
                                413,
                                "body_too_large",
                                "body: expected at most " + HttpLimits.MAX_BODY_BYTES + " bytes"));
            case TOO_SLOW ->
                last(request, errors.error(408, "request_timeout", "body: expected to end in " + limits.body()));
            case MALFORMED -> last(request, errors.error(400, "malformed_request", "body: chunks not readable"));
            case DISCONNECTED -> LOG.debug("client went away before the end of its request");
        }
    }

    private void carryOut(HttpServerRequest request, Function<byte[], CompletionStage<HttpAnswer>> work, byte[] body) {
        Context context = vertx.getOrCreateContext();
        answer(work, body).whenComplete((answer, thrown) -> {
            HttpAnswer toSend = thrown == null ? answer : failure(thrown);
            if (context.equals(Vertx.currentContext())) {
                send(request, toSend);
            } else {
                context.runOnContext(ignored -> send(request, toSend));
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
            return errors.unreadable(unreadable);
        }
        HttpAnswer answer = errors.failed(cause);
        if (answer.status() == 500) {
            LOG.error("request failed with {}", cause.getClass().getName());
        }
        return answer;
    }

    /** Answers a request whose end is not read. Nothing after it on its connection is carried out. */
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

    /** Returns whether the client declares this its last request (RFC 9112, 9.3). */
    private static boolean wantsNoMore(HttpServerRequest request) {
        List<String> fields = request.headers().getAll(HttpHeaders.CONNECTION);
        if (fields.isEmpty()) {
            return request.version() == HttpVersion.HTTP_1_0;
        }
        Set<String> options = fields.stream()
                .flatMap(field -> Stream.of(field.split(",", -1)))
                .map(option -> option.strip().toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
        return options.contains("close")
                || (request.version() == HttpVersion.HTTP_1_0 && !options.contains("keep-alive"));
    }

    private Future<Void> write(HttpServerRequest request, HttpAnswer answer) {
        HttpServerResponse response = request.response().setStatusCode(answer.status());
        response.putHeader(HttpHeaders.DATE, date.now());
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
