package io.redemption.vertx;

import io.vertx.core.net.endpoint.InteractionMetrics;
import io.vertx.core.net.endpoint.LoadBalancer;
import io.vertx.core.net.endpoint.ServerEndpoint;
import io.vertx.core.net.endpoint.ServerSelector;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Which address of a name is connected to: the first one that never refused a connection, else the one whose refusal is
 * longest ago. So an address is kept as long as it works. Thread-safe.
 */
final class AddressOrder implements LoadBalancer {
    private final AtomicLong refusals = new AtomicLong();
    private volatile int known = 1;

    /** Whether no connection was made because of the address: another one may do. */
    static boolean isRefusal(Throwable thrown) {
        return thrown instanceof ConnectException || thrown instanceof NoRouteToHostException;
    }

    /** How many addresses the name has, as far as is known. */
    int known() {
        return known;
    }

    @Override
    public InteractionMetrics<?> newMetrics() {
        return new LastRefusal();
    }

    @Override
    public ServerSelector selector(List<? extends ServerEndpoint> addresses) {
        known = Math.max(1, addresses.size());
        return () -> {
            int selected = -1;
            for (int i = 0; i < addresses.size(); i++) {
                if (selected < 0 || lastRefusal(addresses.get(i)) < lastRefusal(addresses.get(selected))) {
                    selected = i;
                }
            }
            return selected;
        };
    }

    private static long lastRefusal(ServerEndpoint address) {
        return address.metrics() instanceof LastRefusal refusal ? refusal.number : 0;
    }

    /** When an address refused last, counted in refusals of all addresses; 0 if it never did. */
    private final class LastRefusal implements InteractionMetrics<Void> {
        private volatile long number;

        @Override
        public void reportFailure(@Nullable Void exchange, Throwable thrown) {
            if (isRefusal(thrown)) {
                number = refusals.incrementAndGet();
            }
        }
    }
}
