package io.redemption.port;

import java.time.Duration;

/**
 * A port whose calls can be limited to less time than its own deadline. Used by decorators with a deadline over several
 * sends, so that the last send ends at the transport with the deadline, and not only for the caller. Thread-safe.
 */
public interface DeadlineAwarePort extends RedemptionPort, RedeemablePort {
    /**
     * Returns the same port for one call, whose sends also end when this much time has passed since the call. Shares
     * connections and everything else with this port. May be repeated.
     *
     * @param timeLeft more than zero; a time longer than the port's own deadline has no effect
     * @return a port for one call
     */
    DeadlineAwarePort withTimeLeft(Duration timeLeft);
}
