package io.redemption.vertx;

import io.vertx.core.buffer.Buffer;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Takes in a body up to a number of bytes: collects it, or hands it on as it comes and keeps nothing. Either way each byte
 * is copied once, into an array that is used again. Not thread-safe.
 */
final class BodyIntake {
    private final long maxBytes;
    private final @Nullable Consumer<ByteBuffer> reader;
    private byte[] bytes = new byte[0];
    private int kept;
    private long seen;

    BodyIntake(long maxBytes, @Nullable Consumer<ByteBuffer> reader) {
        this.maxBytes = maxBytes;
        this.reader = reader;
    }

    /** Takes the next bytes in; answers why not, if it cannot. */
    @Nullable
    Cut accept(Buffer chunk) {
        int length = chunk.length();
        seen += length;
        if (seen > maxBytes) {
            return Cut.TOO_LARGE;
        }
        if (kept + length > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(kept + length, 2 * kept));
        }
        chunk.getBytes(0, length, bytes, kept);
        if (reader == null) {
            kept += length;
            return null;
        }
        try {
            reader.accept(ByteBuffer.wrap(bytes, 0, length));
            return null;
        } catch (RuntimeException unreadable) {
            return Cut.UNREADABLE;
        }
    }

    /** What was collected; nothing, if it was handed on. */
    byte[] collected() {
        return kept == bytes.length ? bytes : Arrays.copyOf(bytes, kept);
    }
}
