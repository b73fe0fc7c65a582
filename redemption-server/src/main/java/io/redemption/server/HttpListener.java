package io.redemption.server;

import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Listens on one event loop: HTTP/1 only, nothing compressed, nothing upgraded. */
final class HttpListener extends VerticleBase {
    private final RedemptionServerOptions options;
    private final Connections connections;
    private final Supplier<@Nullable RequestHandler> front;
    private final ErrorResponses problems = new ErrorResponses(false);
    private @Nullable HttpServer server;

    HttpListener(RedemptionServerOptions options, Connections connections, Supplier<@Nullable RequestHandler> front) {
        this.options = options;
        this.connections = connections;
        this.front = front;
    }

    @Override
    public Future<?> start() {
        HttpServer created = vertx.createHttpServer(new HttpServerOptions()
                        .setHost(options.host())
                        .setPort(options.port())
                        .setMaxInitialLineLength(HttpLimits.MAX_LINE_BYTES)
                        .setMaxHeaderSize(HttpLimits.MAX_HEADER_BYTES)
                        .setHttp2ClearTextEnabled(false)
                        .setCompressionSupported(false)
                        .setDecompressionSupported(false)
                        .setHandle100ContinueAutomatically(false))
                .connectionHandler(connections::opened)
                .invalidRequestHandler(this::malformed)
                .requestHandler(this::handle);
        server = created;
        return created.listen();
    }

    HttpServer server() {
        if (server == null) {
            throw new IllegalStateException("not deployed yet");
        }
        return server;
    }

    private void handle(HttpServerRequest request) {
        RequestHandler open = front.get();
        if (open == null) {
            request.connection().close();
        } else {
            open.handle(request);
        }
    }

    /** A head that is no HTTP, too large, or says two things about where its body ends. */
    private void malformed(HttpServerRequest request) {
        RequestHandler open = front.get();
        if (open == null) {
            request.connection().close();
        } else {
            open.malformed(request, answer(request.decoderResult().cause()));
        }
    }

    private HttpAnswer answer(Throwable cause) {
        if (cause instanceof TooLongHttpLineException) {
            return problems.problem(
                    414, "line_too_long", "request line: expected at most " + HttpLimits.MAX_LINE_BYTES + " bytes");
        }
        if (cause instanceof TooLongHttpHeaderException) {
            return problems.problem(
                    431, "headers_too_large", "headers: expected at most " + HttpLimits.MAX_HEADER_BYTES + " bytes");
        }
        if (cause instanceof HttpVersions.OtherMajorVersion) {
            return problems.problem(505, "unsupported_version", "request line: expected HTTP/1.1");
        }
        return problems.problem(400, "malformed_request", "request line or headers: not readable as HTTP/1.1");
    }
}
