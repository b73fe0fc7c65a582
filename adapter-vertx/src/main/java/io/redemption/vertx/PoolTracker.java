package io.redemption.vertx;

import io.redemption.events.RedemptionListener;
import io.redemption.events.RedemptionListener.PoolChanged;
import io.redemption.events.RedemptionListener.TrafficClass;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Counts the sends of a traffic class that wait for a connection and those that have one, tells of every change, and
 * knows when the last has gone. Thread-safe: changes are counted and told one after another, so that what was told last
 * is what is so.
 */
final class PoolTracker {
    private final TrafficClass trafficClass;
    private final @Nullable RedemptionListener listener;
    private final CompletableFuture<Void> drained = new CompletableFuture<>();
    private int inUse;
    private int waiting;
    private int unfinished;
    private boolean closed;

    PoolTracker(TrafficClass trafficClass, RedemptionListener listener) {
        this.trafficClass = trafficClass;
        this.listener = listener.equals(RedemptionListener.NONE) ? null : listener.guarded();
    }

    /** Lets no further send begin; answers whether this was the first time. */
    boolean close() {
        boolean first;
        boolean empty;
        synchronized (this) {
            first = !closed;
            closed = true;
            empty = unfinished == 0;
        }
        if (empty) {
            drained.complete(null);
        }
        return first;
    }

    synchronized boolean isClosed() {
        return closed;
    }

    /** Completes when the pool is closed and the last send has ended and told how. */
    CompletableFuture<Void> drained() {
        return drained;
    }

    /** The place of a send that has not begun. */
    PoolSlot slot() {
        return new PoolSlot();
    }

    private synchronized void count(int waitingMore, int inUseMore) {
        waiting += waitingMore;
        inUse += inUseMore;
        if (listener == null) {
            return;
        }
        listener.poolChanged(new PoolChanged(trafficClass, inUse, waiting));
    }

    private enum Place {
        NOWHERE,
        WAITING,
        IN_USE,
        LEFT,
        FINISHED
    }

    /** One send's place: from nowhere to waiting to a connection, and once away from wherever it is. Thread-safe. */
    final class PoolSlot {
        private Place place = Place.NOWHERE;

        private PoolSlot() {}

        /** Begins to wait; answers whether the pool still takes sends. A send that has left does not come back. */
        boolean take() {
            synchronized (PoolTracker.this) {
                if (closed) {
                    return false;
                }
                if (place == Place.NOWHERE) {
                    place = Place.WAITING;
                    unfinished++;
                    count(1, 0);
                }
                return true;
            }
        }

        /** Has got its connection. */
        void use() {
            synchronized (PoolTracker.this) {
                if (place == Place.WAITING) {
                    place = Place.IN_USE;
                    count(-1, 1);
                }
            }
        }

        /** Has ended, however it did. */
        void leave() {
            synchronized (PoolTracker.this) {
                if (place == Place.WAITING) {
                    count(-1, 0);
                } else if (place == Place.IN_USE) {
                    count(0, -1);
                }
                place = taken() ? Place.LEFT : Place.FINISHED;
            }
        }

        /** Has told how it ended: nobody waits for it any more. */
        void finish() {
            boolean last;
            synchronized (PoolTracker.this) {
                if (place == Place.LEFT) {
                    unfinished--;
                }
                place = Place.FINISHED;
                last = closed && unfinished == 0;
            }
            if (last) {
                drained.complete(null);
            }
        }

        private boolean taken() {
            return place != Place.NOWHERE && place != Place.FINISHED;
        }
    }
}
