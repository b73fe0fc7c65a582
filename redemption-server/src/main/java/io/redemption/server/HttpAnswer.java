package io.redemption.server;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a request is answered with. The body is JSON or nothing. Immutable, as long as nobody writes to the body.
 *
 * @param status the HTTP status
 * @param headers header fields beside those that every answer has
 * @param body JSON in UTF-8; empty for none
 * @param executed whether the request changed something, or {@code null} if that is not certain or the request changes
 *     nothing by its nature
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; a copy of each body would buy nothing
record HttpAnswer(
        int status,
        Map<String, String> headers,
        byte[] body,
        @Nullable Boolean executed) {
    static final HttpAnswer NO_CONTENT = new HttpAnswer(204, Map.of(), new byte[0], true);

    /** An answer to a read. */
    static HttpAnswer found(byte[] body) {
        return new HttpAnswer(200, Map.of(), body, null);
    }

    /** An answer to a write that was carried out. */
    static HttpAnswer done(int status, byte[] body) {
        return new HttpAnswer(status, Map.of(), body, true);
    }

    /** The same with one more header field. */
    HttpAnswer with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new HttpAnswer(status, more, body, executed);
    }

    boolean isError() {
        return status >= 400;
    }
}
