package io.redemption.checkout;

import io.redemption.AttemptId;
import io.redemption.RedemptionId;
import io.redemption.Reversal;
import io.redemption.Ticket;
import io.redemption.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Knows what time proves: monotonic time inside this process, the issuer's time across processes, and the time of day
 * nothing, because a clock may be set. Thread-safe.
 */
final class DoubtClock {
    /** Doubts whose begin is remembered; of an older one the waiting starts anew, which is slow but right. */
    private static final int MAX_REMEMBERED = 100_000;

    /** The issuer tells whole seconds. */
    private static final Duration RESOLUTION = Duration.ofSeconds(1);

    /**
     * A doubt.
     *
     * @param sinceNanos since when
     * @param sends how many sends are still under way
     * @param ours whether it was sent by this process, so that nobody knows better
     */
    private record Doubt(long sinceNanos, int sends, boolean ours) {}

    private final TimeSource time;
    private final LinkedHashMap<Object, Doubt> doubts = new LinkedHashMap<>();
    private @Nullable Instant issuerTime;
    private long issuerTimeAtNanos;

    DoubtClock(TimeSource time) {
        this.time = time;
    }

    /** What a doubt is known by: the attempt, or the redemption that was to be reversed. */
    static Object keyOf(Ticket ticket) {
        AttemptId attempt = ticket.attemptId();
        RedemptionId redemption = ticket.redemption();
        if (attempt != null) {
            return attempt;
        }
        if (redemption != null) {
            return new Reversal(ticket.redeemable(), redemption);
        }
        throw new IllegalArgumentException("ticket: neither attempt nor redemption (expected: one of both)");
    }

    /** A send begins. */
    synchronized void sending(Object key) {
        Doubt known = doubts.remove(key);
        doubts.put(key, new Doubt(time.nanoTime(), known == null ? 1 : known.sends() + 1, true));
        if (doubts.size() > MAX_REMEMBERED) {
            Map.Entry<Object, Doubt> oldest = doubts.entrySet().iterator().next();
            if (oldest.getValue().sends() == 0) {
                doubts.remove(oldest.getKey());
            }
        }
    }

    /** A send has ended, or is given up: from now on its doubt counts. */
    synchronized void sent(Object key) {
        doubts.computeIfPresent(key, (k, doubt) -> new Doubt(time.nanoTime(), Math.max(0, doubt.sends() - 1), doubt.ours()));
    }

    /** Whether a send is under way in this process. */
    synchronized boolean isUnderWay(Object key) {
        Doubt doubt = doubts.get(key);
        return doubt != null && doubt.sends() > 0;
    }

    /** Nothing is in doubt any more. */
    synchronized void settled(Object key) {
        doubts.computeIfPresent(key, (k, doubt) -> doubt.sends() == 0 ? null : doubt);
    }

    /**
     * The issuer told its time.
     *
     * @param told what it told, cut to whole seconds
     * @param askedAtNanos when it was asked
     */
    synchronized void issuerTime(Instant told, long askedAtNanos) {
        issuerTime = told.plus(RESOLUTION);
        issuerTimeAtNanos = askedAtNanos;
    }

    /** The issuer's time now, or a little later than it is; {@code null} if it was never told. */
    synchronized @Nullable Instant issuerNow() {
        Instant last = issuerTime;
        return last == null ? null : last.plusNanos(Math.max(0, time.nanoTime() - issuerTimeAtNanos));
    }

    /** The ticket with the issuer's time when its doubt began, if that is known and not there yet. */
    Ticket stamped(Ticket ticket) {
        Instant issuerNow = issuerNow();
        if (ticket.issuerTime() != null || issuerNow == null) {
            return ticket;
        }
        // A send may still be under way elsewhere; the time of day is read at one moment here, so that no step of it counts.
        Duration ahead = Duration.between(time.now(), ticket.doubtfulSince());
        return ticket.withIssuerTime(ahead.isNegative() ? issuerNow : issuerNow.plus(ahead));
    }

    /**
     * How much time has certainly passed since a doubt began. If nothing proves any, waiting starts now.
     *
     * @param ticket the doubt
     * @param issuerNow the issuer's time in an answer that was just read, or {@code null}
     * @return zero or more; zero while a send is under way
     */
    synchronized Duration elapsed(Ticket ticket, @Nullable Instant issuerNow) {
        Object key = keyOf(ticket);
        Doubt known = doubts.get(key);
        if (known != null && known.sends() > 0) {
            return Duration.ZERO;
        }
        Duration waited = known == null ? Duration.ZERO : Duration.ofNanos(time.nanoTime() - known.sinceNanos());
        if (known != null && known.ours()) {
            return waited;
        }
        Instant begun = ticket.issuerTime();
        Duration told = begun == null || issuerNow == null ? Duration.ZERO : Duration.between(begun, issuerNow);
        if (known == null) {
            doubts.put(key, new Doubt(time.nanoTime(), 0, false));
        }
        return told.compareTo(waited) > 0 ? told : waited;
    }
}
