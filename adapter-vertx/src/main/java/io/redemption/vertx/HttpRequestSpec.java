package io.redemption.vertx;

import io.redemption.model.Freshness;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The content of one request, the kind of its connection, and how its response is collected. Has no {@code toString},
 * because it contains personal data and ids that are worth money. Immutable.
 */
final class HttpRequestSpec {
    /** For a response that is read in chunks, in constant memory; only the deadline bounds it. */
    static final long NO_LIMIT = Long.MAX_VALUE;

    private static final CharSequence JSON = HttpHeaders.createOptimized("application/json");
    private static final CharSequence NO_CACHE = HttpHeaders.createOptimized("no-cache");
    private static final CharSequence IDEMPOTENCY_KEY = HttpHeaders.createOptimized("Idempotency-Key");

    private final HttpMethod method;
    private final String pathAndQuery;
    private final byte @Nullable [] body;
    private final @Nullable String idempotencyKey;
    private final long maxBytes;
    private final @Nullable Consumer<ByteBuffer> reader;
    private final boolean cachedOk;
    private final boolean onFreshConnection;
    private final Map<String, String> added;

    private HttpRequestSpec(
            HttpMethod method,
            String pathAndQuery,
            byte @Nullable [] body,
            @Nullable String idempotencyKey,
            long maxBytes,
            @Nullable Consumer<ByteBuffer> reader,
            boolean cachedOk,
            boolean onFreshConnection,
            Map<String, String> added) {
        this.method = method;
        this.pathAndQuery = pathAndQuery;
        this.body = body;
        this.idempotencyKey = idempotencyKey;
        this.maxBytes = maxBytes;
        this.reader = reader;
        this.cachedOk = cachedOk;
        this.onFreshConnection = onFreshConnection;
        this.added = added;
    }

    /** Creates a POST that redeems. Its response is compared with the attempt, so any connection is safe. */
    static HttpRequestSpec post(String path, byte[] body, String idempotencyKey, long maxBytes) {
        return new HttpRequestSpec(HttpMethod.POST, path, body, idempotencyKey, maxBytes, null, false, false, Map.of());
    }

    /**
     * Creates a DELETE that reverses, over a fresh connection, because nothing in its response identifies the request.
     */
    static HttpRequestSpec delete(String path, long maxBytes) {
        return new HttpRequestSpec(HttpMethod.DELETE, path, null, null, maxBytes, null, false, true, Map.of());
    }

    /** Creates a GET whose response is collected. */
    static HttpRequestSpec get(String pathAndQuery, long maxBytes) {
        return new HttpRequestSpec(HttpMethod.GET, pathAndQuery, null, null, maxBytes, null, false, false, Map.of());
    }

    /**
     * Creates a GET whose successful response is read chunk by chunk.
     *
     * @param reader receives each chunk; an exception ends the exchange as unreadable
     */
    static HttpRequestSpec get(String pathAndQuery, long maxBytes, Consumer<ByteBuffer> reader) {
        return new HttpRequestSpec(HttpMethod.GET, pathAndQuery, null, null, maxBytes, reader, false, false, Map.of());
    }

    /** Returns a copy with this freshness. If cached responses are allowed, caches on the way may answer. */
    HttpRequestSpec with(Freshness freshness) {
        if (cachedOk == (freshness == Freshness.CACHED_OK)) {
            return this;
        }
        return new HttpRequestSpec(
                method,
                pathAndQuery,
                body,
                idempotencyKey,
                maxBytes,
                reader,
                freshness == Freshness.CACHED_OK,
                onFreshConnection,
                added);
    }

    /**
     * Returns a copy with this freshness, for a read that can prove an absence. A read from the issuer goes over a
     * fresh connection, where no response to an earlier request can be taken for its own.
     */
    HttpRequestSpec deciding(Freshness freshness) {
        return freshness == Freshness.FROM_ISSUER ? with(freshness).onFreshConnection() : with(freshness);
    }

    /** Returns a copy for a connection that carried no earlier request and is closed after the response. */
    HttpRequestSpec onFreshConnection() {
        return new HttpRequestSpec(method, pathAndQuery, body, idempotencyKey, maxBytes, reader, cachedOk, true, added);
    }

    /** Returns a copy with further header fields, which must be none of those that this class sets. */
    HttpRequestSpec with(Map<String, String> fields) {
        return fields.isEmpty()
                ? this
                : new HttpRequestSpec(
                        method,
                        pathAndQuery,
                        body,
                        idempotencyKey,
                        maxBytes,
                        reader,
                        cachedOk,
                        onFreshConnection,
                        fields);
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

    /** Adds the header fields to a request that has not begun. The Web Client would copy them twice. */
    void putHeaders(HttpClientRequest request, CharSequence userAgent, Credentials credentials) {
        added.forEach(request::putHeader);
        request.putHeader(HttpHeaders.USER_AGENT, userAgent);
        request.putHeader(HttpHeaders.AUTHORIZATION, credentials.authorization());
        request.putHeader(HttpHeaders.ACCEPT, JSON);
        if (body != null) {
            request.putHeader(HttpHeaders.CONTENT_TYPE, JSON);
        }
        if (!isWrite() && !cachedOk) {
            // A gateway on the way may cache responses.
            request.putHeader(HttpHeaders.CACHE_CONTROL, NO_CACHE);
        }
        if (idempotencyKey != null) {
            request.putHeader(IDEMPOTENCY_KEY, idempotencyKey);
        }
    }

    /**
     * Creates the collector of the response. A successful response may be read chunk by chunk; every other one is
     * collected.
     *
     * @param success whether the status is a success
     * @param maxErrorBytes the largest other response that is read
     * @param budget what collected bytes are counted against
     */
    BodyCollector collector(boolean success, long maxErrorBytes, ByteBudget budget) {
        return success
                ? new BodyCollector(maxBytes, maxBytes == NO_LIMIT ? null : budget, reader)
                : new BodyCollector(Math.min(maxBytes, maxErrorBytes), budget, null);
    }

    /** Returns whether the connection must not have carried an earlier request. */
    boolean needsFreshConnection() {
        return onFreshConnection;
    }

    /** Returns whether it changes something at the issuer, so that it continues after its caller cancelled. */
    boolean isWrite() {
        return !method.equals(HttpMethod.GET);
    }
}
