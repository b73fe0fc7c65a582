package io.redemption.vertx;

import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * The response received so far for one request: interim responses, the head, the body. Accepts nothing after it is
 * closed. Thread-safe.
 */
final class IncomingResponse {
    /** More interim responses (100, 103) than this are an attack or a fault. */
    private static final int MAX_INTERIM = 8;

    private final HttpRequestSpec spec;
    private final int maxErrorBytes;
    private final ByteBudget budget;
    private @Nullable ResponseHead head;
    private @Nullable BodyCollector body;
    private int interim;
    private boolean requestWritten;
    private boolean closed;

    /**
     * Creates an empty response.
     *
     * @param maxErrorBytes the largest unsuccessful response that is read
     * @param budget the budget for the responses to all requests together
     */
    IncomingResponse(HttpRequestSpec spec, int maxErrorBytes, ByteBudget budget) {
        this.spec = spec;
        this.maxErrorBytes = maxErrorBytes;
        this.budget = budget;
    }

    /** Notes that the request was written: from now on a response can be the response to it. */
    synchronized void onRequestWritten() {
        requestWritten = true;
    }

    /**
     * Returns whether the response belongs to an earlier request: it arrived before this request was written, so it was
     * on the connection already.
     */
    synchronized boolean isStray() {
        return !requestWritten;
    }

    /** Counts an interim response and returns whether there are too many. */
    synchronized boolean isOneInterimTooMany() {
        return ++interim > MAX_INTERIM;
    }

    synchronized void begin(ResponseHead seen) {
        if (!closed) {
            head = seen;
            body = spec.collector(seen.isSuccess(), maxErrorBytes, budget);
        }
    }

    /** Accepts the next bytes of the body, or returns why it cannot. */
    @Nullable
    AbortReason accept(Buffer chunk) {
        BodyCollector collector;
        synchronized (this) {
            collector = body;
        }
        return collector == null ? AbortReason.CANCELLED : collector.accept(chunk);
    }

    /** Returns the head, or {@code null} if none was accepted. */
    @Nullable
    synchronized ResponseHead head() {
        return head;
    }

    /** Accepts nothing any more, discards the body and returns the bytes collected so far. */
    synchronized byte[] close() {
        closed = true;
        BodyCollector collector = body;
        body = null;
        if (collector == null) {
            return new byte[0];
        }
        byte[] collected = collector.collected();
        // The connection may keep a reference to this for a while; release the memory now.
        collector.release();
        return collected;
    }
}
