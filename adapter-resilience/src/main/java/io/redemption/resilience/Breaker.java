package io.redemption.resilience;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.redemption.events.TrafficClass;
import io.redemption.resilience.ResilienceListener.BreakerState;
import java.util.concurrent.TimeUnit;

/**
 * A circuit breaker. It gets only the health, never an exception or an answer of the delegate, because it logs what it
 * gets. It has no thread: an open breaker notices the end of its time with the next send. Thread-safe.
 */
final class Breaker {
    private final CircuitBreaker breaker;

    /** Stands for every send that counts as a failure, without a stack trace. */
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

    /** Returns whether a send may begin; then {@link #record} has to follow. */
    boolean tryEnter() {
        return breaker.tryAcquirePermission();
    }

    BreakerState state() {
        return stateOf(breaker.getState());
    }

    boolean isOpen() {
        return breaker.getState() == State.OPEN;
    }

    /** Returns whether the send that entered last is a probe. */
    boolean isProbing() {
        return breaker.getState() == State.HALF_OPEN;
    }

    /**
     * Records the end of a send.
     *
     * @param probe whether the send began as a probe. One that began before the breaker opened says nothing about the
     *     present: it must not decide instead of a probe, nor make room for another one
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
