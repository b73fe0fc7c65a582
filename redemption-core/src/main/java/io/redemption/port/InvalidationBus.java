package io.redemption.port;

import io.redemption.internal.Checks;
import io.redemption.model.RedeemableId;
import io.redemption.model.RedemptionId;
import io.redemption.port.RedemptionChangeListener.Change;
import org.jspecify.annotations.Nullable;

/**
 * Sends to other nodes what one node learned about a redeemable, so that their caches remove its entries. Implemented
 * by adapters of messaging systems, used by caches. Thread-safe.
 *
 * <p>A bus may lose invalidations and may deliver one twice. It must deliver those of one origin in the order of their
 * numbers. The numbers of an origin have no gaps, so that a receiver notices a loss with the next invalidation, and
 * then removes all its entries. Until then, and without a bus, other nodes may return data as old as the time to live
 * of their cache. No more is promised across nodes.
 */
public interface InvalidationBus {
    /** No bus, for a single node: nothing is delivered. */
    InvalidationBus NONE = new InvalidationBus() {
        @Override
        public void publish(Invalidation invalidation) {}

        @Override
        public Subscription subscribe(Receiver receiver) {
            return () -> {};
        }
    };

    /**
     * Sends an invalidation to all subscribers, including those of this node. Must not block or throw: what cannot be
     * sent is lost.
     *
     * @param invalidation what happened
     */
    void publish(Invalidation invalidation);

    /**
     * Delivers the invalidations that are published from now on.
     *
     * @param receiver gets them on any thread, but never two of one origin at the same time
     * @return a handle to end the delivery
     */
    Subscription subscribe(Receiver receiver);

    /**
     * Receives invalidations. Must not block or throw. What it throws reaches neither the publisher nor other
     * receivers.
     */
    @FunctionalInterface
    interface Receiver {
        /**
         * Receives one invalidation.
         *
         * @param invalidation what happened
         */
        void receive(Invalidation invalidation);
    }

    /** A delivery under way. */
    @FunctionalInterface
    interface Subscription extends AutoCloseable {
        /** Ends the delivery. An invalidation that is under way may still arrive. May be repeated. */
        @Override
        void close();
    }

    /**
     * The message of one node to the others about one change. Holds no personal data. Immutable.
     *
     * @param origin the publisher's name, which no other publisher has and which differs after a restart
     * @param number 1 for the first invalidation of this origin, and one more for each that follows
     * @param merchant the merchant, as set in the options of their caches
     * @param redeemable which redeemable
     * @param change what happened
     * @param redemption the redemption that was added or removed, or {@code null} if it is not known
     */
    record Invalidation(
            String origin,
            long number,
            String merchant,
            RedeemableId redeemable,
            Change change,
            @Nullable RedemptionId redemption) {
        /**
         * Checks the components.
         *
         * @throws IllegalArgumentException if the origin is empty or the number is not positive
         */
        public Invalidation {
            Checks.text("origin", origin, 128);
            if (number < 1) {
                throw Checks.unexpected("number", number, "1 or more");
            }
        }

        /** {@return origin, number, redeemable and change; not the merchant} */
        @Override
        public String toString() {
            return "Invalidation[" + origin + " " + number + ": " + redeemable + " " + change + "]";
        }
    }
}
