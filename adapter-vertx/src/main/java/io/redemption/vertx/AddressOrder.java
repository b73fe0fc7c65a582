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
 * Selects the address of a host name: the first one that never refused a connection, otherwise the one whose refusal is
 * longest ago. An address is kept as long as it works. Thread-safe.
 */
final class AddressOrder implements LoadBalancer {
    private final AtomicLong refusals = new AtomicLong();
    private volatile int known = 1;

    /** Returns whether the address caused the connection failure, so that another one may work. */
    static boolean isRefusal(Throwable thrown) {
        return thrown instanceof ConnectException || thrown instanceof NoRouteToHostException;
    }

    /** Returns the known number of addresses of the name. */
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

    /** The last refusal of an address, counted in refusals of all addresses; 0 if it never refused. */
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
