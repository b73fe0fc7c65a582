package io.redemption.vertx;

import io.redemption.events.RedemptionCall;
import io.redemption.events.RedemptionListener;
import io.redemption.events.TrafficClass;

/**
 * A {@link RedemptionListener} that is also notified of what the HTTP client does. Passed to
 * {@link VertxRedemptionOptionsBuilder#listener} or to a stack with that client, as every listener. Thread-safe.
 */
public interface TransportListener extends RedemptionListener {
    /**
     * A send was handed to the transport. A call may be one send, several or none.
     *
     * @param event which
     */
    default void sent(Sent event) {}

    /**
     * The use of a connection pool changed.
     *
     * @param event how many there are now
     */
    default void poolChanged(PoolChanged event) {}

    /**
     * A request was handed to the transport.
     *
     * @param call the call of the port
     * @param number 1 for the first send of the call
     */
    record Sent(RedemptionCall call, int number) {}

    /**
     * The use of a pool of connections.
     *
     * @param traffic the traffic of the pool
     * @param inUse how many sends have a connection
     * @param waiting how many sends wait for one, or for one to be made
     */
    record PoolChanged(TrafficClass traffic, int inUse, int waiting) {}
}
