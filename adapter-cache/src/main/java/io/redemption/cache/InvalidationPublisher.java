package io.redemption.cache;

import io.redemption.model.RedeemableId;
import io.redemption.model.RedemptionId;
import io.redemption.port.InvalidationBus;
import io.redemption.port.InvalidationBus.Invalidation;
import io.redemption.port.RedemptionChangeListener.Change;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Publishes changes to other nodes one after another, so that their numbers arrive in order. A thread that finds
 * another one publishing queues its change there and returns. Thread-safe.
 */
final class InvalidationPublisher {
    private final InvalidationBus bus;
    private final String origin;
    private final String merchant;
    private final Queue<QueuedChange> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger left = new AtomicInteger();
    private long number; // only used by the thread that publishes

    InvalidationPublisher(InvalidationBus bus, String origin, String merchant) {
        this.bus = bus;
        this.origin = origin;
        this.merchant = merchant;
    }

    private record QueuedChange(
            RedeemableId id, Change change, @Nullable RedemptionId redemption) {}

    /** Returns the name of this node on the bus. */
    String origin() {
        return origin;
    }

    void publish(RedeemableId id, Change change, @Nullable RedemptionId redemption) {
        if (InvalidationBus.NONE.equals(bus)) {
            return;
        }
        waiting.add(new QueuedChange(id, change, redemption));
        if (left.getAndIncrement() == 0) {
            do {
                send(waiting.remove());
            } while (left.decrementAndGet() > 0);
        }
    }

    private void send(QueuedChange queued) {
        number++;
        try {
            bus.publish(new Invalidation(origin, number, merchant, queued.id(), queued.change(), queued.redemption()));
        } catch (Throwable ofTheBus) {
            return; // lost: the next invalidation shows the gap
        }
    }
}
