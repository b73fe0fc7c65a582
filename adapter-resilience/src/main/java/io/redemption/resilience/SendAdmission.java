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

/** Admits sends of one traffic class through circuit breaker, rate limiter and bulkhead. Never blocks. Thread-safe. */
final class SendAdmission {
    private static final String FULL = "too many calls are under way";

    private final Breaker breaker;
    private final @Nullable RateLimiter limiter;
    private final WaitingRoom room;

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
        this.room = new WaitingRoom(
                Bulkhead.of(
                        trafficClass.name(),
                        BulkheadConfig.custom()
                                .maxConcurrentCalls(maxConcurrent)
                                .maxWaitDuration(Duration.ZERO)
                                .build()),
                maxConcurrent);
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
        boolean probe = passBreakerAndRate();
        if (!room.tryEnter()) {
            throw refused(probe, FULL);
        }
        return new Permit(probe);
    }

    /**
     * Admits a send, or lets it wait for room in the bulkhead.
     *
     * @param onRoom runs when it has room, unless it was removed before; {@link #enterWithRoom} must follow
     * @return the permit, or {@code null} if it waits
     * @throws RedemptionException if it may neither begin nor wait
     */
    @Nullable
    Permit enterOrWait(Runnable onRoom) {
        boolean probe = passBreakerAndRate();
        return switch (room.enterOrWait(onRoom)) {
            case HAS_ROOM -> new Permit(probe);
            case WAITS -> {
                breaker.record(probe, Health.NEUTRAL); // it asks again when it has room
                yield null;
            }
            case TOO_MANY_WAIT -> throw refused(probe, "too many calls are under way, and too many wait for them");
        };
    }

    /**
     * Admits a send that has waited and has room. Its rate was counted before.
     *
     * @throws RedemptionException if the circuit breaker has opened meanwhile; the room is given back
     */
    Permit enterWithRoom() {
        if (!breaker.tryEnter()) {
            room.leave();
            throw breakerOpen();
        }
        return new Permit(breaker.isProbing());
    }

    /** Ends a wait. Returns whether it was waiting; otherwise it has room. */
    boolean stopWaiting(Runnable onRoom) {
        return room.remove(onRoom);
    }

    static RedemptionException noRoomWithin(Duration wait) {
        return new RedemptionException(
                FailureCode.OVERLOADED, FULL + ", and there was no room within " + wait + "; nothing was sent");
    }

    private static RedemptionException breakerOpen() {
        return new RedemptionException(
                FailureCode.BREAKER_OPEN, "the issuer has failed too often recently; nothing was sent");
    }

    /** Returns whether the send is a probe of the circuit breaker. */
    private boolean passBreakerAndRate() {
        if (!breaker.tryEnter()) {
            throw breakerOpen();
        }
        boolean probe = breaker.isProbing();
        if (limiter != null && limiter.reservePermission() != 0) {
            throw refused(probe, "too many sends in this period");
        }
        return probe;
    }

    private RedemptionException refused(boolean probe, String why) {
        breaker.record(probe, Health.NEUTRAL);
        return new RedemptionException(FailureCode.OVERLOADED, why + "; nothing was sent");
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
            room.leave();
        }
    }
}
