package io.redemption.reliability.faults;

import java.util.HashSet;
import java.util.Set;

/** Never answers, and counts how many requests are waiting at once: those whose connection has not been closed. */
final class WaitingRequests implements RawServer.Plan {
    private final Set<Exchange> waiting = new HashSet<>();
    private volatile int most;

    @Override
    public void on(Exchange exchange) {
        waiting.add(exchange);
        most = Math.max(most, waiting.size());
        exchange.onClosed(() -> waiting.remove(exchange));
    }

    /** The most that were ever there at once. */
    int most() {
        return most;
    }
}
