package io.redemption.vertx;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How many bytes of answers all sends of a port may hold at one time, so that an issuer who sends as much as each of
 * them takes does not fill the heap with all of them together. Thread-safe.
 */
final class ByteBudget {
    private final AtomicLong left;

    ByteBudget(long bytes) {
        this.left = new AtomicLong(bytes);
    }

    /** Takes room, or none if there is not enough. */
    boolean take(long bytes) {
        if (left.addAndGet(-bytes) >= 0) {
            return true;
        }
        give(bytes);
        return false;
    }

    /** Gives back what was taken. */
    void give(long bytes) {
        left.addAndGet(bytes);
    }

    /** How much there is left. */
    long left() {
        return left.get();
    }
}
