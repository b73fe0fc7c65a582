package io.redemption.vertx;

import io.redemption.model.Freshness;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What one request carries, over which connection it goes, and how its answer is collected. Holds personal data and ids
 * that are worth money: it is a class without a text form. Immutable.
 */
final class HttpRequestSpec {
    /** For an answer that is read as it comes, in constant memory; the deadline alone bounds it. */
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

    private HttpRequestSpec(
            HttpMethod method,
            String pathAndQuery,
            byte @Nullable [] body,
            @Nullable String idempotencyKey,
            long maxBytes,
            @Nullable Consumer<ByteBuffer> reader,
            boolean cachedOk,
            boolean onFreshConnection) {
        this.method = method;
        this.pathAndQuery = pathAndQuery;
        this.body = body;
        this.idempotencyKey = idempotencyKey;
        this.maxBytes = maxBytes;
        this.reader = reader;
        this.cachedOk = cachedOk;
        this.onFreshConnection = onFreshConnection;
    }

    /** A POST that makes a redemption. Its answer is checked against the attempt, so any connection will do. */
    static HttpRequestSpec post(String path, byte[] body, String idempotencyKey, long maxBytes) {
        return new HttpRequestSpec(HttpMethod.POST, path, body, idempotencyKey, maxBytes, null, false, false);
    }

    /** A DELETE that takes one back, over a fresh connection: its answer has nothing that tells what it answers. */
    static HttpRequestSpec delete(String path, long maxBytes) {
        return new HttpRequestSpec(HttpMethod.DELETE, path, null, null, maxBytes, null, false, true);
    }

    /** A GET whose answer is collected. */
    static HttpRequestSpec get(String pathAndQuery, long maxBytes) {
        return new HttpRequestSpec(HttpMethod.GET, pathAndQuery, null, null, maxBytes, null, false, false);
    }

    /**
     * A GET whose successful answer is read chunk by chunk.
     *
     * @param reader takes each chunk; what it throws ends the exchange as unreadable
     */
    static HttpRequestSpec get(String pathAndQuery, long maxBytes, Consumer<ByteBuffer> reader) {
        return new HttpRequestSpec(HttpMethod.GET, pathAndQuery, null, null, maxBytes, reader, false, false);
    }

    /** The same; if the answer may be an old one, it tells any cache on the way. */
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
                onFreshConnection);
    }

    /**
     * The same with this freshness, for a read that can prove an absence: one that must come from the issuer goes over
     * a fresh connection, where no answer to an earlier request can be taken for its own.
     */
    HttpRequestSpec deciding(Freshness freshness) {
        return freshness == Freshness.FROM_ISSUER ? with(freshness).onFreshConnection() : with(freshness);
    }

    /** The same over a connection that carried no earlier request, and is closed after the answer. */
    HttpRequestSpec onFreshConnection() {
        return new HttpRequestSpec(method, pathAndQuery, body, idempotencyKey, maxBytes, reader, cachedOk, true);
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

    /** Puts the header fields into a request that has not begun; the Web Client would copy them twice. */
    void putHeaders(HttpClientRequest request, CharSequence userAgent, Credentials credentials) {
        request.putHeader(HttpHeaders.USER_AGENT, userAgent);
        request.putHeader(HttpHeaders.AUTHORIZATION, credentials.authorization());
        request.putHeader(HttpHeaders.ACCEPT, JSON);
        if (body != null) {
            request.putHeader(HttpHeaders.CONTENT_TYPE, JSON);
        }
        if (!isWrite() && !cachedOk) {
            // A gateway on the way may keep answers; one to whom it matters does not want an old one.
            request.putHeader(HttpHeaders.CACHE_CONTROL, NO_CACHE);
        }
        if (idempotencyKey != null) {
            request.putHeader(IDEMPOTENCY_KEY, idempotencyKey);
        }
    }

    /**
     * What collects the answer, or reads it as it comes. One that is no success is collected.
     *
     * @param success whether the status says that it is what was asked for
     * @param maxErrorBytes what is read at most of one that is not
     * @param budget what it takes from while it is kept
     */
    BodyCollector collector(boolean success, long maxErrorBytes, ByteBudget budget) {
        return success
                ? new BodyCollector(maxBytes, maxBytes == NO_LIMIT ? null : budget, reader)
                : new BodyCollector(Math.min(maxBytes, maxErrorBytes), budget, null);
    }

    /** Whether the connection must not have carried an earlier request. */
    boolean needsFreshConnection() {
        return onFreshConnection;
    }

    /** Whether it changes something at the issuer, so that it runs on when its caller has gone. */
    boolean isWrite() {
        return !method.equals(HttpMethod.GET);
    }
}
