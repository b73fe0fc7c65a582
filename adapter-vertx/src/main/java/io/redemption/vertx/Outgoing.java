package io.redemption.vertx;

import io.redemption.Freshness;
import io.vertx.core.http.HttpMethod;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What one send carries, and how its answer is taken in. Holds personal data and ids that are worth money: it is a class
 * without a text form.
 */
final class Outgoing {
    /** For an answer that is read as it comes, in constant memory; the deadline alone bounds it. */
    static final long NO_LIMIT = Long.MAX_VALUE;

    private final HttpMethod method;
    private final String pathAndQuery;
    private final byte @Nullable [] body;
    private final @Nullable String idempotencyKey;
    private final long maxBytes;
    private final @Nullable Consumer<ByteBuffer> reader;
    private final boolean cachedOk;

    private Outgoing(
            HttpMethod method,
            String pathAndQuery,
            byte @Nullable [] body,
            @Nullable String idempotencyKey,
            long maxBytes,
            @Nullable Consumer<ByteBuffer> reader,
            boolean cachedOk) {
        this.method = method;
        this.pathAndQuery = pathAndQuery;
        this.body = body;
        this.idempotencyKey = idempotencyKey;
        this.maxBytes = maxBytes;
        this.reader = reader;
        this.cachedOk = cachedOk;
    }

    /** A POST that makes a redemption. */
    static Outgoing post(String path, byte[] body, String idempotencyKey, long maxBytes) {
        return new Outgoing(HttpMethod.POST, path, body, idempotencyKey, maxBytes, null, false);
    }

    /** A DELETE that takes one back. */
    static Outgoing delete(String path, long maxBytes) {
        return new Outgoing(HttpMethod.DELETE, path, null, null, maxBytes, null, false);
    }

    /** A GET whose answer is collected. */
    static Outgoing get(String pathAndQuery, long maxBytes) {
        return new Outgoing(HttpMethod.GET, pathAndQuery, null, null, maxBytes, null, false);
    }

    /**
     * A GET whose successful answer is read chunk by chunk.
     *
     * @param reader takes each chunk; what it throws ends the send as unreadable
     */
    static Outgoing get(String pathAndQuery, long maxBytes, Consumer<ByteBuffer> reader) {
        return new Outgoing(HttpMethod.GET, pathAndQuery, null, null, maxBytes, reader, false);
    }

    /** The same; if the answer may be an old one, it says so to whoever keeps answers on the way. */
    Outgoing with(Freshness freshness) {
        return new Outgoing(
                method, pathAndQuery, body, idempotencyKey, maxBytes, reader, freshness == Freshness.CACHED_OK);
    }

    HttpMethod method() {
        return method;
    }

    String pathAndQuery() {
        return pathAndQuery;
    }

    byte @Nullable [] body() {
        return body;
    }

    @Nullable
    String idempotencyKey() {
        return idempotencyKey;
    }

    /**
     * What takes the answer in. One that is no success is collected.
     *
     * @param success whether the status says that it is what was asked for
     * @param maxErrorBytes what is read at most of one that is not
     * @param room where it is kept
     */
    BodyIntake intake(boolean success, long maxErrorBytes, Room room) {
        return success
                ? new BodyIntake(maxBytes, maxBytes == NO_LIMIT ? null : room, reader)
                : new BodyIntake(Math.min(maxBytes, maxErrorBytes), room, null);
    }

    /** Whether the answer may be one that somebody on the way has kept. */
    boolean cachedOk() {
        return cachedOk;
    }

    /** Whether it changes something at the issuer, so that it runs on when its caller has gone. */
    boolean isWrite() {
        return !method.equals(HttpMethod.GET);
    }
}
