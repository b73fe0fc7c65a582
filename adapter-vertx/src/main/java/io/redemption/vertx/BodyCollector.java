package io.redemption.vertx;

import io.vertx.core.buffer.Buffer;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Takes in a body up to a number of bytes, and as long as there is room for it: collects it, or hands it on as it comes
 * and keeps nothing. Either way each byte is copied once, into an array that is used again. Thread-safe: whoever ends
 * the send releases it, while the transport may still bring more.
 */
final class BodyCollector {
    private final long maxBytes;
    private final @Nullable ByteBudget budget;
    private final @Nullable Consumer<ByteBuffer> reader;
    private byte[] bytes = new byte[0];
    private int kept;
    private long seen;
    private long taken;
    private boolean released;

    /**
     * An intake of nothing so far.
     *
     * @param maxBytes how many bytes are taken in at most
     * @param budget where they are kept; {@code null} if nobody keeps them
     * @param reader takes each chunk; {@code null} to collect them
     */
    BodyCollector(long maxBytes, @Nullable ByteBudget budget, @Nullable Consumer<ByteBuffer> reader) {
        this.maxBytes = maxBytes;
        this.budget = budget;
        this.reader = reader;
    }

    /** Takes the next bytes in; answers why not, if it cannot. */
    @Nullable
    synchronized AbortReason accept(Buffer chunk) {
        int length = chunk.length();
        seen += length;
        if (released) {
            return AbortReason.CANCELLED;
        }
        if (seen > maxBytes) {
            return AbortReason.TOO_LARGE;
        }
        if (budget != null && !budget.take(length)) {
            return AbortReason.OVER_BUDGET;
        }
        taken += length;
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
            return AbortReason.UNREADABLE;
        }
    }

    /** What was collected; nothing, if it was handed on. */
    synchronized byte[] collected() {
        return kept == bytes.length ? bytes : Arrays.copyOf(bytes, kept);
    }

    /** Forgets what was collected and gives the room back. Takes nothing in any more. May be called twice. */
    synchronized void release() {
        if (budget != null && !released) {
            budget.give(taken);
        }
        released = true;
        bytes = new byte[0];
        kept = 0;
    }
}
