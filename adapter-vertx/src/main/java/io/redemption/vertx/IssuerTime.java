package io.redemption.vertx;

import io.redemption.events.RedemptionListener;
import io.redemption.events.RedemptionListener.ClocksDiffer;
import io.redemption.port.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
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

    private final TimeSource time;
    private final RedemptionListener listener;
    private final Duration maxSkew;
    private final Duration tolerance;
    private final Instant begunAt;
    private final long begunAtNanos;
    private final Deque<Duration> offsets = new ArrayDeque<>();
    private @Nullable Duration reported;

    IssuerTime(VertxRedemptionOptions options) {
        this.time = options.time();
        this.listener = options.listener().guarded();
        this.maxSkew = options.maxClockSkew();
        this.tolerance = options.sendTimeout().plus(ROUGHNESS);
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
            offsets.addLast(offset(issuerTime));
            if (offsets.size() > KEPT) {
                offsets.removeFirst();
            }
        }
        differs(Duration.between(time.now(), issuerTime));
    }

    /**
     * Returns an upper bound of the issuer's time now: a response may have been under way as long as a send lasts.
     * {@code null} before the first response with a date.
     */
    synchronized @Nullable Instant now() {
        Duration newest = offsets.peekLast();
        return newest == null
                ? null
                : begunAt.plusNanos(time.nanoTime() - begunAtNanos).plus(newest).plus(tolerance);
    }

    /**
     * Returns whether a response that was sent at this time is about as old as the responses before it; true for the
     * first.
     */
    synchronized boolean isInLine(Instant issuerTime) {
        Duration offset = offset(issuerTime);
        long near = offsets.stream()
                .filter(seen -> !isMore(seen.minus(offset), tolerance))
                .count();
        return near * SHARE >= offsets.size();
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
        // Duration.abs() uses BigDecimal, and this runs for each response.
        return time.compareTo(limit) > 0 || time.plus(limit).isNegative();
    }

    /** Returns the offset of the issuer's clock to our monotonic clock, which no change of the time of day affects. */
    private Duration offset(Instant issuerTime) {
        return Duration.between(begunAt.plusNanos(time.nanoTime() - begunAtNanos), issuerTime);
    }
}
