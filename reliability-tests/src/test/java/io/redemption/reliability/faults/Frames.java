package io.redemption.reliability.faults;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.vertx.core.buffer.Buffer;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Cuts a stream of bytes into messages: a head, and as many bytes of body as its {@code Content-Length} says, none if
 * it says nothing. Knows no chunks: neither our client nor the servers of these tests send any. Not thread-safe.
 */
final class Frames {
    private static final String LENGTH = "\r\ncontent-length:";

    private final Consumer<RawMessage> sink;
    private Buffer pending = Buffer.buffer();

    Frames(Consumer<RawMessage> sink) {
        this.sink = sink;
    }

    void feed(Buffer more) {
        pending = pending.length() == 0
                ? more
                : Buffer.buffer().appendBuffer(pending).appendBuffer(more);
        int head = endOfHead(pending);
        while (head > 0) {
            int end = head + bodyBytes(pending.getString(0, head, ISO_8859_1.name()));
            if (pending.length() < end) {
                return;
            }
            Buffer message = pending.getBuffer(0, end);
            pending = pending.getBuffer(end, pending.length());
            sink.accept(new RawMessage(message, head));
            head = endOfHead(pending);
        }
    }

    /** What came and is not a whole message yet. */
    int pendingBytes() {
        return pending.length();
    }

    private static int endOfHead(Buffer bytes) {
        for (int i = 3; i < bytes.length(); i++) {
            if (bytes.getByte(i) == '\n'
                    && bytes.getByte(i - 1) == '\r'
                    && bytes.getByte(i - 2) == '\n'
                    && bytes.getByte(i - 3) == '\r') {
                return i + 1;
            }
        }
        return -1;
    }

    private static int bodyBytes(String head) {
        int from = head.toLowerCase(Locale.ROOT).indexOf(LENGTH);
        if (from < 0) {
            return 0;
        }
        int value = from + LENGTH.length();
        return Integer.parseInt(head.substring(value, head.indexOf('\r', value)).strip());
    }
}
