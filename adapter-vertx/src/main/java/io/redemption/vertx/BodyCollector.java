package io.redemption.vertx;

import io.vertx.core.buffer.Buffer;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Receives a body up to a number of bytes and within the budget. Collects it, or passes each chunk on and keeps
 * nothing. Each byte is copied once, into a reused array. Thread-safe: a send may end and release it while the
 * transport still delivers chunks.
 */
final class BodyCollector {
    private static final byte[] EMPTY = {};

    private final long maxBytes;
    private final @Nullable ByteBudget budget;
    private final @Nullable Consumer<ByteBuffer> reader;
    private byte[] bytes = EMPTY;
    private int kept;
    private long seen;
    private long taken;
    private boolean released;

    /**
     * Creates an empty collector.
     *
     * @param maxBytes how many bytes are accepted at most
     * @param budget what they are counted against; {@code null} if they are not kept
     * @param reader receives each chunk; {@code null} to collect them
     */
    BodyCollector(long maxBytes, @Nullable ByteBudget budget, @Nullable Consumer<ByteBuffer> reader) {
        this.maxBytes = maxBytes;
        this.budget = budget;
        this.reader = reader;
    }

    /** Accepts the next bytes, or returns why it cannot. */
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

    /** Returns the collected bytes; none if they were passed on. */
    synchronized byte[] collected() {
        return kept == bytes.length ? bytes : Arrays.copyOf(bytes, kept);
    }

    /** Discards the collected bytes and returns them to the budget. Accepts nothing any more. May be repeated. */
    synchronized void release() {
        if (budget != null && !released) {
            budget.give(taken);
        }
        released = true;
        bytes = EMPTY;
        kept = 0;
    }
}
