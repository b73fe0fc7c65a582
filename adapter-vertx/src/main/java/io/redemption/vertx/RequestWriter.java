package io.redemption.vertx;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.streams.Pipe;
import io.vertx.core.streams.ReadStream;
import io.vertx.core.streams.WriteStream;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Stands where the Web Client expects the body of a request. The Web Client pipes a body to the request when a
 * connection is its own and nothing was written, and so this class is handed the request at the one moment that
 * separates <i>not sent</i> from <i>in doubt</i>. It has no bytes of its own: who is handed the request writes it
 * whole.
 */
final class RequestWriter implements ReadStream<Buffer>, Pipe<Buffer> {
    private final Consumer<HttpClientRequest> writer;

    /**
     * Not called yet.
     *
     * @param writer takes the request, at most once, and ends or resets it
     */
    RequestWriter(Consumer<HttpClientRequest> writer) {
        this.writer = writer;
    }

    @Override
    public Pipe<Buffer> pipe() {
        return this;
    }

    @Override
    public Future<Void> to(WriteStream<Buffer> destination) {
        if (destination instanceof HttpClientRequest request) {
            writer.accept(request);
            return Future.succeededFuture();
        }
        return Future.failedFuture("the Web Client pipes to something else than a request");
    }

    /** Without {@link #to} before it, no connection was made. */
    @Override
    public void close() {}

    @Override
    public Pipe<Buffer> endOnFailure(boolean end) {
        return this;
    }

    @Override
    public Pipe<Buffer> endOnSuccess(boolean end) {
        return this;
    }

    @Override
    public Pipe<Buffer> endOnComplete(boolean end) {
        return this;
    }

    @Override
    public ReadStream<Buffer> exceptionHandler(@Nullable Handler<Throwable> handler) {
        return this;
    }

    @Override
    public ReadStream<Buffer> handler(@Nullable Handler<Buffer> handler) {
        return this;
    }

    @Override
    public ReadStream<Buffer> endHandler(@Nullable Handler<Void> handler) {
        return this;
    }

    @Override
    public ReadStream<Buffer> pause() {
        return this;
    }

    @Override
    public ReadStream<Buffer> resume() {
        return this;
    }

    @Override
    public ReadStream<Buffer> fetch(long amount) {
        return this;
    }
}
