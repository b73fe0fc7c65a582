package io.redemption.reliability.faults;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.buffer.Buffer;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A request or an answer, byte for byte as it came over the wire. Immutable as long as nobody writes into its buffer.
 */
public final class RawMessage {
    private static final String TRANSACTION = "\"transaction_id\":\"";

    private final Buffer bytes;
    private final int headBytes;
    private final String head;

    RawMessage(Buffer bytes, int headBytes) {
        this.bytes = bytes;
        this.headBytes = headBytes;
        this.head = bytes.getString(0, headBytes, ISO_8859_1.name());
    }

    /** All of it. */
    public Buffer bytes() {
        return bytes;
    }

    /** How many of its bytes come before the body, the empty line included. */
    public int headBytes() {
        return headBytes;
    }

    /** The head, one character for each byte. */
    public String head() {
        return head;
    }

    public String body() {
        return bytes.getString(headBytes, bytes.length(), UTF_8.name());
    }

    /** The first word of the first line. */
    public String method() {
        return head.substring(0, Math.max(0, head.indexOf(' ')));
    }

    /** The second word of the first line. */
    public String target() {
        int from = head.indexOf(' ') + 1;
        int to = head.indexOf(' ', from);
        return to < from ? "" : head.substring(from, to);
    }

    /** The value of the first header field of a name, in whatever case it is written. */
    public @Nullable String header(String name) {
        int from = head.toLowerCase(Locale.ROOT).indexOf("\r\n" + name.toLowerCase(Locale.ROOT) + ":");
        if (from < 0) {
            return null;
        }
        int value = from + name.length() + 3;
        return head.substring(value, head.indexOf("\r\n", value)).strip();
    }

    /** The transaction id in the body of a create: the marker by which a redemption is told from others. */
    public @Nullable String transaction() {
        String body = body();
        int from = body.indexOf(TRANSACTION);
        if (from < 0) {
            return null;
        }
        int value = from + TRANSACTION.length();
        return body.substring(value, body.indexOf('"', value));
    }

    /** The attempt id that a create carries in its header. */
    public @Nullable String idempotencyKey() {
        return header("Idempotency-Key");
    }

    /** The first line. */
    @Override
    public String toString() {
        return head.substring(0, Math.max(0, head.indexOf("\r\n")));
    }
}
