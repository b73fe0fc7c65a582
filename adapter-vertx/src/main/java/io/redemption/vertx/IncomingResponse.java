package io.redemption.vertx;

import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * What has come back so far for one request: interim answers, the head, the body. Takes nothing any more when it is
 * closed. Thread-safe.
 */
final class IncomingResponse {
    /** More interim answers (100, 103) than this are an attack or a fault. */
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
     * Nothing so far.
     *
     * @param maxErrorBytes what is read at most of an answer that is no success
     * @param budget what the answers to all requests may hold together
     */
    IncomingResponse(HttpRequestSpec spec, int maxErrorBytes, ByteBudget budget) {
        this.spec = spec;
        this.maxErrorBytes = maxErrorBytes;
        this.budget = budget;
    }

    /** The request has left: from now on an answer can be the answer to it. */
    synchronized void onRequestWritten() {
        requestWritten = true;
    }

    /**
     * Whether what came cannot be the answer. What comes before the request has left was on the connection already: it
     * is a stray one behind the answer to the request before, and says nothing about this one.
     */
    synchronized boolean isStray() {
        return !requestWritten;
    }

    /** Counts an interim answer; answers whether there are too many. */
    synchronized boolean isOneInterimTooMany() {
        return ++interim > MAX_INTERIM;
    }

    /** Takes the head. */
    synchronized void begin(ResponseHead seen) {
        if (!closed) {
            head = seen;
            body = spec.collector(seen.isSuccess(), maxErrorBytes, budget);
        }
    }

    /** Takes the next bytes of the body; answers why not, if it cannot. */
    @Nullable
    AbortReason accept(Buffer chunk) {
        BodyCollector collector;
        synchronized (this) {
            collector = body;
        }
        return collector == null ? AbortReason.CANCELLED : collector.accept(chunk);
    }

    /** The head, or {@code null} if none was taken. */
    @Nullable
    synchronized ResponseHead head() {
        return head;
    }

    /** Takes nothing any more, and forgets the body; answers what was collected of it. */
    synchronized byte[] close() {
        closed = true;
        BodyCollector collector = body;
        body = null;
        if (collector == null) {
            return new byte[0];
        }
        byte[] collected = collector.collected();
        // The connection may hold on to this for a while; what was read is nobody's any more.
        collector.release();
        return collected;
    }
}
