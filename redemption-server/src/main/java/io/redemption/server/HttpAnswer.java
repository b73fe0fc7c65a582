package io.redemption.server;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a request. The body is JSON or empty. Immutable as long as the body is not modified.
 *
 * @param status the HTTP status
 * @param headers header fields in addition to those that every answer has
 * @param body JSON in UTF-8; empty for none
 * @param executed whether the request changed something, or {@code null} if that is unknown or the request is a read
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and never modified
record HttpAnswer(
        int status,
        Map<String, String> headers,
        byte[] body,
        @Nullable Boolean executed) {
    static final HttpAnswer NO_CONTENT = new HttpAnswer(204, Map.of(), new byte[0], true);

    /** Makes the answer to a read. */
    static HttpAnswer found(byte[] body) {
        return new HttpAnswer(200, Map.of(), body, null);
    }

    /** Makes the answer to a write that was carried out. */
    static HttpAnswer done(int status, byte[] body) {
        return new HttpAnswer(status, Map.of(), body, true);
    }

    /** Returns the same answer with one more header field. */
    HttpAnswer with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new HttpAnswer(status, more, body, executed);
    }

    boolean isError() {
        return status >= 400;
    }
}
