package io.redemption.vertx;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.VertxException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.WriteStream;
import io.vertx.ext.web.codec.BodyCodec;
import io.vertx.ext.web.codec.spi.BodyStream;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Passes a response on as it arrives: first the notice of its head, then each chunk of its body. Keeps nothing and does
 * not report the end: the Web Client ends a truncated body like a complete one, and only its future shows the
 * difference.
 */
final class ResponseReader implements BodyCodec<Void>, BodyStream<Void> {
    private static final Future<Void> UNWANTED = Future.failedFuture("no more of the answer is read");

    private final BooleanSupplier onHead;
    private final Predicate<Buffer> onChunk;

    /**
     * Creates a reader for one response.
     *
     * @param onHead called when the head has arrived, before any chunk; returns whether the body is wanted
     * @param onChunk receives a chunk; returns whether more is wanted
     */
    ResponseReader(BooleanSupplier onHead, Predicate<Buffer> onChunk) {
        this.onHead = onHead;
        this.onChunk = onChunk;
    }

    @Override
    public BodyStream<Void> stream() {
        if (!onHead.getAsBoolean()) {
            throw new VertxException("no more of the answer is read", true);
        }
        return this;
    }

    @Override
    public Future<Void> write(Buffer chunk) {
        return onChunk.test(chunk) ? Future.succeededFuture() : UNWANTED;
    }

    @Override
    public Future<Void> end() {
        return Future.succeededFuture();
    }

    @Override
    public Future<Void> result() {
        return Future.succeededFuture();
    }

    @Override
    public void handle(Throwable thrown) {
        // The future of the exchange reports it, too.
    }

    @Override
    public WriteStream<Buffer> exceptionHandler(@Nullable Handler<Throwable> handler) {
        return this;
    }

    @Override
    public WriteStream<Buffer> setWriteQueueMaxSize(int maxSize) {
        return this;
    }

    @Override
    public boolean writeQueueFull() {
        return false;
    }

    @Override
    public WriteStream<Buffer> drainHandler(@Nullable Handler<Void> handler) {
        return this;
    }
}
