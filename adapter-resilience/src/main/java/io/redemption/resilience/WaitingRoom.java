package io.redemption.resilience;

import io.github.resilience4j.bulkhead.Bulkhead;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * A bulkhead, and the sends that wait for room in it, in the order of arrival. Room that becomes free is given to the
 * first of them and cannot be taken by anybody else. Thread-safe; runs nothing of a waiter inside its lock.
 */
final class WaitingRoom {
    private final Bulkhead bulkhead;
    private final int most;
    private final Deque<Runnable> waiters = new ArrayDeque<>();

    /**
     * Creates an empty room.
     *
     * @param most how many may wait
     */
    WaitingRoom(Bulkhead bulkhead, int most) {
        this.bulkhead = bulkhead;
        this.most = most;
    }

    /** Whether a send has room. */
    enum Place {
        HAS_ROOM,
        WAITS,
        TOO_MANY_WAIT
    }

    /** Takes room if there is some. */
    synchronized boolean tryEnter() {
        // The bulkhead refuses an interrupted thread even if there is room, so the interrupt is cleared for a moment.
        boolean interrupted = Thread.interrupted();
        try {
            return bulkhead.tryAcquirePermission();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /**
     * Takes room if there is some, or waits for it.
     *
     * @param onRoom runs once, if it waits and was not removed before, when it has room
     */
    synchronized Place enterOrWait(Runnable onRoom) {
        if (tryEnter()) {
            return Place.HAS_ROOM;
        }
        if (waiters.size() >= most) {
            return Place.TOO_MANY_WAIT;
        }
        waiters.add(onRoom);
        return Place.WAITS;
    }

    /** Ends a wait. Returns whether it was waiting; otherwise it has been given room. */
    synchronized boolean remove(Runnable onRoom) {
        return waiters.remove(onRoom);
    }

    /** Gives room back: to the first who waits, or to the bulkhead. */
    void leave() {
        Runnable first = next();
        if (first != null) {
            first.run();
        }
    }

    private synchronized @Nullable Runnable next() {
        Runnable first = waiters.poll();
        if (first == null) {
            bulkhead.onComplete();
        }
        return first;
    }
}
