package io.redemption.port;

import java.time.Duration;

/**
 * A port that can be told to take less time than it takes by itself. Asked for by decorators with a deadline over
 * several sends, so that the last of them ends with the deadline at the transport, and not only for the caller.
 * Thread-safe.
 */
public interface DeadlineAwarePort extends RedemptionPort, RedeemablePort {
    /**
     * Returns the same port for one call: what it sends also ends when this much time has passed since the call. Shares
     * connections and everything else with this one. May be repeated.
     *
     * @param timeLeft more than zero; a longer time than the port's own has no effect
     * @return a port for one call
     */
    DeadlineAwarePort withTimeLeft(Duration timeLeft);
}
