package io.redemption.vertx;

import io.redemption.events.RedemptionListener;
import io.redemption.events.TrafficClass;
import io.redemption.vertx.TransportListener.PoolChanged;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Counts the sends of a traffic class that wait for a connection and those that have one, reports every change, and
 * detects when the last one has ended. Thread-safe: changes are counted and reported one after another, so that the
 * last report is always current.
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

    /** Rejects further sends. Returns whether this was the first call. */
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

    /** Returns a stage that completes when the pool is closed and the last send has delivered its result. */
    CompletableFuture<Void> drained() {
        return drained;
    }

    /** Creates the slot of a send that has not begun. */
    PoolSlot slot() {
        return new PoolSlot();
    }

    private synchronized void count(int waitingMore, int inUseMore) {
        waiting += waitingMore;
        inUse += inUseMore;
        if (listener == null) {
            return;
        }
        int used = inUse;
        int queued = waiting;
        // The event is made if anybody wants it: there are three for each send.
        listener.notifyAs(TransportListener.class, l -> l.poolChanged(new PoolChanged(trafficClass, used, queued)));
    }

    private enum Place {
        NOWHERE,
        WAITING,
        IN_USE,
        LEFT,
        FINISHED
    }

    /** The state of one send in the pool: it waits, has a connection, and leaves once. Thread-safe. */
    final class PoolSlot {
        private Place place = Place.NOWHERE;

        private PoolSlot() {}

        /** Begins to wait. Returns whether the pool is open. A send that has left does not return. */
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

        /** Notes that the send has a connection. */
        void use() {
            synchronized (PoolTracker.this) {
                if (place == Place.WAITING) {
                    place = Place.IN_USE;
                    count(-1, 1);
                }
            }
        }

        /** Notes that the send has ended, with any result. */
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

        /** Notes that the result was delivered. */
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
