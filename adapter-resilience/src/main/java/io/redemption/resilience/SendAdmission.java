package io.redemption.resilience;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import io.redemption.events.TrafficClass;
import io.redemption.model.FailureCode;
import io.redemption.model.RedemptionException;
import io.redemption.port.TimeSource;
import io.redemption.resilience.ResilienceListener.BreakerState;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Admits sends of one traffic class through circuit breaker, rate limiter and bulkhead, without waiting. Thread-safe.
 */
final class SendAdmission {
    private final Breaker breaker;
    private final @Nullable RateLimiter limiter;
    private final Bulkhead bulkhead;

    private SendAdmission(
            TrafficClass trafficClass, Breaker breaker, @Nullable RateLimit rate, int maxConcurrent, TimeSource time) {
        this.breaker = breaker;
        this.limiter = rate == null
                ? null
                : RateLimiter.of(
                        trafficClass.name(),
                        RateLimiterConfig.custom()
                                .limitForPeriod(rate.sends())
                                .limitRefreshPeriod(rate.period())
                                .timeoutDuration(Duration.ZERO)
                                .build(),
                        time::nanoTime);
        this.bulkhead = Bulkhead.of(
                trafficClass.name(),
                BulkheadConfig.custom()
                        .maxConcurrentCalls(maxConcurrent)
                        .maxWaitDuration(Duration.ZERO)
                        .build());
    }

    static SendAdmission ofReads(ResilienceOptions options, ResilienceReporter reporter) {
        TimeSource time = options.time();
        Breaker breaker = new Breaker(TrafficClass.READS, options.readBreaker(), new BreakerClock(time), reporter);
        return new SendAdmission(
                TrafficClass.READS, breaker, options.readRate().orElse(null), options.maxConcurrentReads(), time);
    }

    static SendAdmission ofWrites(ResilienceOptions options, ResilienceReporter reporter) {
        TimeSource time = options.time();
        Breaker breaker = new Breaker(TrafficClass.WRITES, options.writeBreaker(), new BreakerClock(time), reporter);
        return new SendAdmission(
                TrafficClass.WRITES, breaker, options.writeRate().orElse(null), options.maxConcurrentWrites(), time);
    }

    /** Returns whether the circuit breaker would refuse a send now, as far as it is known without sending. */
    boolean isOpen() {
        return breaker.isOpen();
    }

    BreakerState breakerState() {
        return breaker.state();
    }

    /**
     * Admits a send.
     *
     * @return the permit, which the send must give back
     * @throws RedemptionException if it may not begin
     */
    Permit enter() {
        if (!breaker.tryEnter()) {
            throw new RedemptionException(
                    FailureCode.BREAKER_OPEN, "the issuer has failed too often recently; nothing was sent");
        }
        boolean probe = breaker.isProbing();
        if (limiter != null && limiter.reservePermission() != 0) {
            throw refused(probe, "too many sends in this period; nothing was sent");
        }
        if (!enterBulkhead()) {
            throw refused(probe, "too many calls are under way; nothing was sent");
        }
        return new Permit(probe);
    }

    private RedemptionException refused(boolean probe, String why) {
        breaker.record(probe, Health.NEUTRAL);
        return new RedemptionException(FailureCode.OVERLOADED, why);
    }

    /** Clears the interrupt for a moment: the bulkhead refuses an interrupted thread even if there is room. */
    private boolean enterBulkhead() {
        boolean interrupted = Thread.interrupted();
        try {
            return bulkhead.tryAcquirePermission();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** The right to one send. Thread-safe; each method takes effect once. */
    final class Permit {
        private final boolean probe;
        private boolean recorded;
        private boolean left;

        private Permit(boolean probe) {
            this.probe = probe;
        }

        /** Records the health in the circuit breaker; may be called before the transport has ended. */
        void record(Health health) {
            synchronized (this) {
                if (recorded) {
                    return;
                }
                recorded = true;
            }
            breaker.record(probe, health);
        }

        /** Leaves the bulkhead, because the transport has ended. */
        void leave() {
            synchronized (this) {
                if (left) {
                    return;
                }
                left = true;
            }
            bulkhead.onComplete();
        }
    }
}
