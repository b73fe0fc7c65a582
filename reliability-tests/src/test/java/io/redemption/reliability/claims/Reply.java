package io.redemption.reliability.claims;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.List;

/**
 * An answer before it is framed. Immutable.
 *
 * @param status the HTTP status
 * @param type the content type
 * @param fields more header fields
 * @param body the body, one character for each octet
 */
record Reply(int status, String type, List<String> fields, String body) {
    private static final int NO_CONTENT = 204;
    private static final int NOT_MODIFIED = 304;

    /** What goes over the wire. */
    record Bytes(String text, boolean closes) {
        static final Bytes NONE = new Bytes("", false);

        Bytes and(Bytes behind) {
            return new Bytes(text + behind.text, closes || behind.closes);
        }

        /** The first ones, and then the end of the connection. */
        Bytes cut(int length) {
            return new Bytes(text.substring(0, length), true);
        }
    }

    static Reply json(int status, String body, String... fields) {
        return new Reply(status, "application/json", List.of(fields), body);
    }

    Reply status(int other) {
        return new Reply(other, type, fields, body);
    }

    Reply body(String other) {
        return new Reply(status, type, fields, other);
    }

    /** Framed by its length, or by its status if that has no body. */
    Bytes whole() {
        return status == NO_CONTENT || status == NOT_MODIFIED
                ? new Bytes(head() + "\r\n", false)
                : new Bytes(head() + "Content-Length: " + length(body) + "\r\n\r\n" + body, false);
    }

    /** Framed by its length, whatever its status. */
    Bytes byLength() {
        return new Bytes(head() + "Content-Length: " + length(body) + "\r\n\r\n" + body, false);
    }

    /** In two chunks. */
    Bytes chunked() {
        int half = body.length() / 2;
        return new Bytes(
                head() + "Transfer-Encoding: chunked\r\n\r\n" + chunk(body.substring(0, half))
                        + chunk(body.substring(half)) + "0\r\n\r\n",
                false);
    }

    /** Framed by the end of the connection. */
    Bytes untilClosed() {
        return new Bytes(head() + "\r\n" + body, true);
    }

    private static String chunk(String part) {
        return part.isEmpty() ? "" : Integer.toHexString(length(part)) + "\r\n" + part + "\r\n";
    }

    private static int length(String body) {
        return body.getBytes(ISO_8859_1).length;
    }

    private String head() {
        StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " Told\r\nContent-Type: " + type + "\r\n");
        fields.forEach(field -> head.append(field).append("\r\n"));
        return head.toString();
    }
}
