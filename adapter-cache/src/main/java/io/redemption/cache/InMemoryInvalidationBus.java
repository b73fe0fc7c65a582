package io.redemption.cache;

import io.redemption.port.InvalidationBus;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Connects the caches of one process, for tests and for several ports to one issuer. Delivers on the publishing thread
 * before {@link #publish} returns, and loses nothing. Thread-safe.
 */
public final class InMemoryInvalidationBus implements InvalidationBus {
    private final List<BusSubscriber> subscriptions = new CopyOnWriteArrayList<>();

    private InMemoryInvalidationBus() {}

    /** {@return a bus without subscribers} */
    public static InMemoryInvalidationBus create() {
        return new InMemoryInvalidationBus();
    }

    @Override
    public void publish(Invalidation invalidation) {
        subscriptions.forEach(subscription -> subscription.deliver(invalidation));
    }

    @Override
    public Subscription subscribe(Receiver receiver) {
        BusSubscriber subscription = new BusSubscriber(receiver);
        subscriptions.add(subscription);
        return () -> {
            subscription.ended.set(true);
            subscriptions.remove(subscription);
        };
    }

    /** {@return how many receivers there are} */
    @Override
    public String toString() {
        return "InMemoryInvalidationBus[" + subscriptions.size() + " receivers]";
    }

    /** A receiver; the same one may subscribe twice. */
    private static final class BusSubscriber {
        private final Receiver receiver;
        private final AtomicBoolean ended = new AtomicBoolean();

        BusSubscriber(Receiver receiver) {
            this.receiver = receiver;
        }

        void deliver(Invalidation invalidation) {
            if (ended.get()) {
                return;
            }
            try {
                receiver.receive(invalidation);
            } catch (Throwable brokenReceiver) {
                return; // it must not throw; the others still get the invalidation
            }
        }
    }
}
