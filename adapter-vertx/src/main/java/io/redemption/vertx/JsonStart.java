package io.redemption.vertx;

import io.redemption.wire.BodyKind;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Inspects the beginning of a body that is read in chunks, and passes all chunks on. Not thread-safe. */
final class JsonStart implements Consumer<ByteBuffer> {
    private static final String SKIPPED = " \t\r\n\u00EF\u00BB\u00BF";
    private static final int BYTE = 0xFF;

    private final Consumer<ByteBuffer> next;
    private @Nullable BodyKind kind;

    JsonStart(Consumer<ByteBuffer> next) {
        this.next = next;
    }

    @Override
    public void accept(ByteBuffer chunk) {
        for (int at = chunk.position(); kind == null && at < chunk.limit(); at++) {
            char character = (char) (chunk.get(at) & BYTE);
            if (SKIPPED.indexOf(character) < 0) {
                kind = character == '{' || character == '[' ? BodyKind.BROKEN_JSON : BodyKind.TEXT;
            }
        }
        next.accept(chunk);
    }

    /** Returns the kind of a body with this beginning that could not be read. */
    BodyKind kind() {
        return kind == null ? BodyKind.EMPTY : kind;
    }
}
