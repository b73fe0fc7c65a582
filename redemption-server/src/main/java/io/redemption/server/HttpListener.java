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

/** Listens on one event loop. Serves HTTP/1 only, without compression or upgrades. */
final class HttpListener extends VerticleBase {
    private final RedemptionServerOptions options;
    private final Connections connections;
    private final Supplier<@Nullable RequestHandler> requestHandler;
    private final ErrorResponses errors = new ErrorResponses(false);
    private @Nullable HttpServer server;

    HttpListener(
            RedemptionServerOptions options,
            Connections connections,
            Supplier<@Nullable RequestHandler> requestHandler) {
        this.options = options;
        this.connections = connections;
        this.requestHandler = requestHandler;
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
                        // There are no WebSockets, but a handler would look for them in each message.
                        .setPerFrameWebSocketCompressionSupported(false)
                        .setPerMessageWebSocketCompressionSupported(false)
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
        RequestHandler handler = requestHandler.get();
        if (handler == null) {
            request.connection().close();
        } else {
            handler.handle(request);
        }
    }

    /** Answers a head that is not HTTP, too large, or ambiguous about the end of its body. */
    private void malformed(HttpServerRequest request) {
        RequestHandler handler = requestHandler.get();
        if (handler == null) {
            request.connection().close();
        } else {
            handler.malformed(request, answer(request.decoderResult().cause()));
        }
    }

    private HttpAnswer answer(Throwable cause) {
        if (cause instanceof TooLongHttpLineException) {
            return errors.error(
                    414, "line_too_long", "request line: expected at most " + HttpLimits.MAX_LINE_BYTES + " bytes");
        }
        if (cause instanceof TooLongHttpHeaderException) {
            return errors.error(
                    431, "headers_too_large", "headers: expected at most " + HttpLimits.MAX_HEADER_BYTES + " bytes");
        }
        if (cause instanceof HttpVersions.OtherMajorVersion) {
            return errors.error(505, "unsupported_version", "request line: expected HTTP/1.1");
        }
        return errors.error(400, "malformed_request", "request line or headers: not readable as HTTP/1.1");
    }
}
