package io.redemption.vertx;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Limits the bytes of responses that all sends of a port keep at one time, so that an issuer cannot fill the heap with
 * many large responses. Thread-safe.
 */
final class ByteBudget {
    private final AtomicLong left;

    ByteBudget(long bytes) {
        this.left = new AtomicLong(bytes);
    }

    /** Reserves the bytes and returns true, or reserves nothing if too few are left. */
    boolean take(long bytes) {
        if (left.addAndGet(-bytes) >= 0) {
            return true;
        }
        give(bytes);
        return false;
    }

    void give(long bytes) {
        left.addAndGet(bytes);
    }

    long left() {
        return left.get();
    }
}
