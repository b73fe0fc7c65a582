package io.redemption.vertx;

import java.io.ByteArrayOutputStream;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Takes in a body up to a number of bytes: collects it, or hands it on as it comes. Not thread-safe. */
final class BodyIntake {
    private final long maxBytes;
    private final @Nullable Consumer<byte[]> reader;
    private final ByteArrayOutputStream collected = new ByteArrayOutputStream();
    private long seen;

    BodyIntake(long maxBytes, @Nullable Consumer<byte[]> reader) {
        this.maxBytes = maxBytes;
        this.reader = reader;
    }

    /** Takes the next bytes in; answers why not, if it cannot. */
    @Nullable
    Cut accept(byte[] chunk) {
        seen += chunk.length;
        if (seen > maxBytes) {
            return Cut.TOO_LARGE;
        }
        if (reader == null) {
            collected.writeBytes(chunk);
            return null;
        }
        try {
            reader.accept(chunk);
            return null;
        } catch (RuntimeException unreadable) {
            return Cut.UNREADABLE;
        }
    }

    /** What was collected; nothing, if it was handed on. */
    byte[] collected() {
        return collected.toByteArray();
    }
}
