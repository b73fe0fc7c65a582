package io.redemption.port;

import io.redemption.internal.Checks;
import io.redemption.model.RedeemableId;
import io.redemption.model.RedemptionId;
import io.redemption.port.RedemptionChangeListener.Change;
import org.jspecify.annotations.Nullable;

/**
 * Carries to other nodes what one node learned about a redeemable, so that their caches drop what they hold of it.
 * Implemented by adapters of messaging systems, used by caches. Thread-safe.
 *
 * <p>A bus may lose notices and may deliver one twice; it must deliver those of one origin in the order of their
 * numbers. The numbers of an origin have no gaps, so that a receiver notices a loss with the next notice, and then
 * drops everything it holds. Until then, and without any bus, other nodes may show what was true up to their cache's
 * time to live ago: no more is promised across nodes.
 */
public interface InvalidationBus {
    /** There are no other nodes: what is published reaches nobody. */
    InvalidationBus NONE = new InvalidationBus() {
        @Override
        public void publish(Invalidation notice) {}

        @Override
        public Subscription subscribe(Receiver receiver) {
            return () -> {};
        }
    };

    /**
     * Sends a notice to all subscribers, those of this node too. Must not block or throw: what cannot be sent is lost.
     *
     * @param notice what happened
     */
    void publish(Invalidation notice);

    /**
     * Begins to deliver notices that are published from now on.
     *
     * @param receiver who gets them, on whatever thread, but never two of one origin at the same time
     * @return a handle to end the delivery
     */
    Subscription subscribe(Receiver receiver);

    /** Gets notices. Must not block or throw; what it throws reaches neither the publisher nor other receivers. */
    @FunctionalInterface
    interface Receiver {
        /**
         * Gets one.
         *
         * @param notice what happened
         */
        void receive(Invalidation notice);
    }

    /** A delivery under way. */
    @FunctionalInterface
    interface Subscription extends AutoCloseable {
        /** Ends the delivery; a notice that is on its way may still arrive. May be repeated. */
        @Override
        void close();
    }

    /**
     * What one node tells the others. Holds no personal data. Immutable.
     *
     * @param origin who tells it: a name that no other publisher has, nor the same one after a restart
     * @param number 1 for the first notice of this origin, and one more for each that follows
     * @param merchant whose redeemable it is, as the caches of that merchant are told in their options
     * @param redeemable which redeemable
     * @param change what happened
     * @param redemption which redemption was added or removed, or {@code null} if it is not known
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
         * @param origin as the component says
         * @param number as the component says
         * @param merchant as the component says
         * @param redeemable as the component says
         * @param change as the component says
         * @param redemption as the component says
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
            return "Notice[" + origin + " " + number + ": " + redeemable + " " + change + "]";
        }
    }
}
