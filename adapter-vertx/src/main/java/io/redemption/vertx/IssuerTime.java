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
 * What the header field {@code Date} of the answers shows about the issuer's clock, one for each port. An answer that
 * comes much later than it was made, such as a stray one, falls out of the line of the others. Answers that a cache has
 * kept teach nothing. Thread-safe.
 */
final class IssuerTime {
    /** How many answers are remembered. */
    private static final int KEPT = 10;

    /**
     * One answer of so many must be like the one that is judged: servers behind one address have clocks of their own.
     */
    private static final int SHARE = 5;

    /** The field tells whole seconds, and a server may keep it for one more. */
    private static final Duration ROUGHNESS = Duration.ofSeconds(2);

    /** A change of the difference that is worth another warning. */
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

    /** Remembers when an answer was made, and warns if the clocks differ by more than they may. */
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
     * The issuer's time now, or a little later than it is, but never earlier: an answer may have been under way as long
     * as a send lasts. {@code null} if no answer has reported it yet.
     */
    synchronized @Nullable Instant now() {
        Duration newest = offsets.peekLast();
        return newest == null
                ? null
                : begunAt.plusNanos(time.nanoTime() - begunAtNanos).plus(newest).plus(tolerance);
    }

    /**
     * Whether an answer that was made at this time is about as old as the answers before it; true if there were none.
     */
    synchronized boolean isInLine(Instant issuerTime) {
        Duration offset = offset(issuerTime);
        long near = offsets.stream()
                .filter(seen -> !isMore(seen.minus(offset), tolerance))
                .count();
        return near * SHARE >= offsets.size();
    }

    /** Warns of a difference of the issuer's clock to ours, if it is more than it may be and news. */
    void differs(Duration difference) {
        synchronized (this) {
            if (!isMore(difference, maxSkew) || (reported != null && !isMore(reported.minus(difference), CHANGE))) {
                return;
            }
            reported = difference;
        }
        listener.clocksDiffer(new ClocksDiffer(Duration.ofSeconds(difference.toSeconds())));
    }

    /** Whether a time, or its opposite if it is negative, is more than a limit. */
    static boolean isMore(Duration time, Duration limit) {
        // Duration.abs() computes the opposite with big decimals, and each answer comes past here.
        return time.compareTo(limit) > 0 || time.plus(limit).isNegative();
    }

    /** By a clock of ours that goes on evenly, whoever sets the time of day. */
    private Duration offset(Instant issuerTime) {
        return Duration.between(begunAt.plusNanos(time.nanoTime() - begunAtNanos), issuerTime);
    }
}
