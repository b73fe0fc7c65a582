package io.redemption.spring;

import io.redemption.Redemptions;
import io.redemption.port.TimeSource;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/**
 * Undoes the baskets that an ended process left open: when the application has started, and from time to time as long
 * as it runs, because a process that was killed may have no successor. Thread-safe.
 */
final class BasketRecovery implements SmartLifecycle {
    private static final Logger LOG = System.getLogger(BasketRecovery.class.getName());

    static final Duration INTERVAL = Duration.ofMinutes(5);

    private final Map<String, Redemptions> merchants;
    private final TimeSource time;
    private TimeSource.@Nullable Scheduled next;
    private boolean running;

    /**
     * Creates a recovery that does nothing yet.
     *
     * @param merchants those with a journal of baskets, by the names of their beans
     * @param time the timer
     */
    BasketRecovery(Map<String, Redemptions> merchants, TimeSource time) {
        this.merchants = Map.copyOf(merchants);
        this.time = time;
    }

    @Override
    public synchronized void start() {
        if (!running && !merchants.isEmpty()) {
            running = true;
            recover();
        }
    }

    private synchronized void recover() {
        if (!running) {
            return;
        }
        next = time.schedule(INTERVAL, this::recover);
        merchants.forEach((name, redemptions) -> redemptions.recoverBaskets().whenComplete((taken, failure) -> {
            if (failure != null) {
                LOG.log(
                        Level.WARNING,
                        "{0} could not look for baskets that an ended process left open, and will look"
                                + " again in {1}: {2}",
                        name,
                        INTERVAL,
                        failure.getMessage());
            }
        }));
    }

    @Override
    public synchronized void stop() {
        running = false;
        if (next != null) {
            next.cancel();
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return running;
    }
}
