package io.redemption.vertx;

import io.redemption.events.RedemptionListener;
import io.redemption.events.RedemptionListener.ClocksDiffer;
import io.redemption.port.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * The issuer's clock as the header field {@code Date} of the responses shows it, one instance for each port. A response
 * that arrives much later than it was sent, such as a stray one, differs from the others. Responses from a cache are
 * ignored. Thread-safe.
 */
final class IssuerTime {
    /** How many responses are remembered. */
    private static final int KEPT = 10;

    /** One of this many responses must agree with a new one: servers behind one address have clocks of their own. */
    private static final int SHARE = 5;

    /** The field has whole seconds, and a server may cache it for one more. */
    private static final Duration ROUGHNESS = Duration.ofSeconds(2);

    /** A change of the difference that causes another warning. */
    private static final Duration CHANGE = Duration.ofMinutes(1);

    private static final int NANOS_OF_SECOND = 1_000_000_000;
    private static final long NANOS_OF_MICRO = 1000;
    private static final long MICROS_OF_SECOND = 1_000_000;

    private final TimeSource time;
    private final RedemptionListener listener;
    private final Duration maxSkew;
    private final Duration tolerance;
    private final long toleranceMicros;
    private final Instant begunAt;
    private final long begunAtNanos;
    private final long[] offsets = new long[KEPT];
    private long learned;
    private @Nullable Duration reported;

    IssuerTime(VertxRedemptionOptions options) {
        this.time = options.time();
        this.listener = options.listener().guarded();
        this.maxSkew = options.maxClockSkew();
        this.tolerance = options.sendTimeout().plus(ROUGHNESS);
        this.toleranceMicros = tolerance.toNanos() / NANOS_OF_MICRO;
        this.begunAt = time.now();
        this.begunAtNanos = time.nanoTime();
    }

    /** Remembers when a response was sent, and warns if the clocks differ by more than they may. */
    void learn(@Nullable ResponseHead head) {
        Instant issuerTime = head == null ? null : head.issuerTime();
        if (issuerTime != null) {
            learn(issuerTime);
        }
    }

    private void learn(Instant issuerTime) {
        synchronized (this) {
            offsets[(int) (learned++ % KEPT)] = offset(issuerTime);
        }
        Instant now = time.now();
        // Nearly always: then nothing is made of it.
        if (Math.abs(issuerTime.getEpochSecond() - now.getEpochSecond()) >= maxSkew.toSeconds()) {
            differs(Duration.between(now, issuerTime));
        }
    }

    /**
     * Returns an upper bound of the issuer's time now: a response may have been under way as long as a send lasts.
     * {@code null} before the first response with a date.
     */
    synchronized @Nullable Instant now() {
        return learned == 0
                ? null
                : begunAt.plusNanos(time.nanoTime() - begunAtNanos)
                        .plus(offsets[(int) ((learned - 1) % KEPT)], ChronoUnit.MICROS)
                        .plus(tolerance);
    }

    /**
     * Returns whether a response that was sent at this time is about as old as the responses before it; true for the
     * first.
     */
    synchronized boolean isInLine(Instant issuerTime) {
        long offset = offset(issuerTime);
        int known = (int) Math.min(learned, KEPT);
        int near = 0;
        for (int i = 0; i < known; i++) {
            near += Math.abs(offsets[i] - offset) <= toleranceMicros ? 1 : 0;
        }
        return near * SHARE >= known;
    }

    /** Warns of a difference between the issuer's clock and ours, if it is too large and has changed. */
    void differs(Duration difference) {
        synchronized (this) {
            if (!isMore(difference, maxSkew) || (reported != null && !isMore(reported.minus(difference), CHANGE))) {
                return;
            }
            reported = difference;
        }
        listener.clocksDiffer(new ClocksDiffer(Duration.ofSeconds(difference.toSeconds())));
    }

    /** Returns whether the absolute value of a time is more than a limit. */
    static boolean isMore(Duration time, Duration limit) {
        // Without abs(), which uses BigDecimal, and without another object: this runs for each response.
        long seconds = time.getSeconds() + limit.getSeconds();
        int nanos = time.getNano() + limit.getNano();
        return time.compareTo(limit) > 0 || seconds + (nanos >= NANOS_OF_SECOND ? 1 : 0) < 0;
    }

    /**
     * Returns the offset of the issuer's clock to our monotonic clock, which no change of the time of day affects, in
     * microseconds.
     */
    private long offset(Instant issuerTime) {
        long seconds = issuerTime.getEpochSecond() - begunAt.getEpochSecond();
        long nanos = issuerTime.getNano() - begunAt.getNano() - (time.nanoTime() - begunAtNanos);
        return seconds * MICROS_OF_SECOND + Math.floorDiv(nanos, NANOS_OF_MICRO);
    }
}
