package io.redemption.resilience;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.redemption.events.RedemptionListener.BreakerState;
import io.redemption.events.RedemptionListener.TrafficClass;
import java.util.concurrent.TimeUnit;

/**
 * A circuit breaker. It is told health alone, never an exception or an answer of the port below: it logs what it is
 * told. It has no thread: an open one finds out by the next send that its time is over. Thread-safe.
 */
final class Breaker {
    private final CircuitBreaker breaker;

    /** Stands for every send that counts as a failure; without a stack trace, which would tell nothing. */
    private static final class BadHealth extends Exception {
        private static final long serialVersionUID = 1;

        private BadHealth() {
            super("a send ended badly", null, false, false);
        }
    }

    Breaker(TrafficClass trafficClass, BreakerSettings settings, BreakerClock clock, ResilienceReporter reporter) {
        CircuitBreakerConfig config = CircuitBreakerConfig.custom()
                .slidingWindow(settings.window(), settings.minimumSends(), SlidingWindowType.COUNT_BASED)
                .failureRateThreshold(settings.failurePercent())
                .waitDurationInOpenState(settings.openFor())
                .permittedNumberOfCallsInHalfOpenState(settings.probes())
                .automaticTransitionFromOpenToHalfOpenEnabled(false)
                .clock(clock)
                .currentTimestampFunction(same -> 0L, TimeUnit.NANOSECONDS)
                .build();
        this.breaker = CircuitBreaker.of(trafficClass.name(), config);
        this.breaker
                .getEventPublisher()
                .onStateTransition(event -> reporter.breakerChanged(
                        trafficClass, stateOf(event.getStateTransition().getToState())));
    }

    private static BreakerState stateOf(State state) {
        return switch (state) {
            case OPEN, FORCED_OPEN -> BreakerState.OPEN;
            case HALF_OPEN -> BreakerState.HALF_OPEN;
            case CLOSED, DISABLED, METRICS_ONLY -> BreakerState.CLOSED;
        };
    }

    /** Whether a send may begin; then {@link #record} has to follow. */
    boolean tryEnter() {
        return breaker.tryAcquirePermission();
    }

    boolean isOpen() {
        return breaker.getState() == State.OPEN;
    }

    /** Whether what entered last finds out if the issuer is back. */
    boolean isProbing() {
        return breaker.getState() == State.HALF_OPEN;
    }

    /**
     * Ends a send.
     *
     * @param probe whether it began as a probe. One that began before the breaker opened says nothing about now, and
     *     must neither decide in the place of a probe nor make room for one more
     */
    void record(boolean probe, Health health) {
        if (!probe && isProbing()) {
            return;
        }
        switch (health) {
            case GOOD -> breaker.onSuccess(0, TimeUnit.NANOSECONDS);
            case BAD -> breaker.onError(0, TimeUnit.NANOSECONDS, new BadHealth());
            case NEUTRAL -> breaker.releasePermission();
        }
    }
}
