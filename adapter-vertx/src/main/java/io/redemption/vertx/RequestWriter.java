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
 * Replaces the body that the Web Client expects. The Web Client pipes a body to the request when a connection is
 * assigned and nothing is written. So this class receives the request at the moment that separates <i>not sent</i> from
 * <i>in doubt</i>. It has no bytes of its own: the writer writes the whole request.
 */
final class RequestWriter implements ReadStream<Buffer>, Pipe<Buffer> {
    private final Consumer<HttpClientRequest> writer;

    /**
     * Creates a writer for one request.
     *
     * @param writer receives the request, at most once, and ends or resets it
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

    /** Does nothing. If {@link #to} was not called before, no connection was made. */
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
