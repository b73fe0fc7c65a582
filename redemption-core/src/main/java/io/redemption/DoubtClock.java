package io.redemption;

import io.redemption.model.AttemptId;
import io.redemption.model.RedemptionId;
import io.redemption.model.Reversal;
import io.redemption.model.Ticket;
import io.redemption.port.AttemptJournal;
import io.redemption.port.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
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
     * @param sinceNanos since when; {@code null} if the clock could not be read, so that waiting starts with the next
     *     look
     * @param sends how many sends are under way
     * @param number of the last send of this process, 0 if it made none; then waiting began with a look
     * @param opening which opening of the journal it belongs to
     */
    private record Doubt(@Nullable Long sinceNanos, int sends, long number, long opening) {
        Doubt ending(int stillUnderWay, @Nullable Long nanos) {
            return new Doubt(nanos, stillUnderWay, number, opening);
        }
    }

    private final TimeSource time;
    private final Duration longestSend;
    private final LinkedHashMap<Object, Doubt> doubts = new LinkedHashMap<>();
    private long sendings;
    private @Nullable Instant issuerTime;
    private long issuerTimeAtNanos;

    /**
     * A clock that knows of no doubt.
     *
     * @param longestSend how long a send of which nobody saw the end may be under way
     */
    DoubtClock(TimeSource time, Duration longestSend) {
        this.time = time;
        this.longestSend = longestSend;
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

    /**
     * A send begins.
     *
     * @param opening which opening of the journal it belongs to
     * @return names this send among all of this process
     */
    synchronized long sending(Object key, long opening) {
        long now = time.nanoTime();
        Doubt known = doubts.get(key);
        long number = ++sendings;
        put(key, new Doubt(now, known == null ? 1 : known.sends() + 1, number, opening));
        return number;
    }

    private void put(Object key, Doubt doubt) {
        doubts.remove(key);
        doubts.put(key, doubt);
        Iterator<Doubt> oldestFirst = doubts.values().iterator();
        while (doubts.size() > MAX_REMEMBERED && oldestFirst.hasNext()) {
            if (oldestFirst.next().sends() == 0) {
                oldestFirst.remove();
            }
        }
    }

    /** A send has ended, or is given up: from now on its doubt counts. */
    synchronized void sent(Object key) {
        doubts.computeIfPresent(key, (k, doubt) -> doubt.ending(Math.max(0, doubt.sends() - 1), nowOrNull()));
    }

    /** A send that had been given up has ended only now. */
    synchronized void sentLate(Object key) {
        doubts.computeIfPresent(key, (k, doubt) -> doubt.ending(doubt.sends(), nowOrNull()));
    }

    private @Nullable Long nowOrNull() {
        try {
            return time.nanoTime();
        } catch (Throwable ofTheClock) {
            return null;
        }
    }

    /**
     * Whether this send is the last of its attempt, as far as this process knows, so that its end speaks for the
     * attempt.
     */
    synchronized boolean isLast(Object key, long number) {
        Doubt doubt = doubts.get(key);
        return doubt != null && doubt.number() == number;
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
     * @param reported what it told, cut to whole seconds
     * @param askedAtNanos when it was asked
     */
    synchronized void issuerTime(Instant reported, long askedAtNanos) {
        issuerTime = reported.plus(RESOLUTION);
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
        // A send may still be under way elsewhere. The time of day is read twice, so a step of it in between is
        // bounded.
        Duration ahead = Duration.between(time.now(), ticket.doubtfulSince());
        Duration bounded = ahead.compareTo(longestSend) > 0 ? longestSend : ahead;
        return ticket.withIssuerTime(bounded.isNegative() ? issuerNow : issuerNow.plus(bounded));
    }

    /**
     * How much time had certainly passed since a doubt began when a read was made. If nothing proves any, waiting
     * starts with that read.
     *
     * @param ticket the doubt
     * @param opening which opening of the journal it is about, or {@link AttemptJournal#NO_OPENING}
     * @param issuerNow the issuer's time in the answer that was read, or {@code null}
     * @param askedAtNanos when the read began: what it shows may be as old as that
     * @return zero or more; zero while a send is under way
     */
    synchronized Duration elapsed(Ticket ticket, long opening, @Nullable Instant issuerNow, long askedAtNanos) {
        Object key = keyOf(ticket);
        Doubt known = doubts.get(key);
        if (known != null && known.sends() > 0) {
            return Duration.ZERO;
        }
        boolean sameOpening = opening == AttemptJournal.NO_OPENING || (known != null && known.opening() == opening);
        if (known == null || known.sinceNanos() == null || !sameOpening) {
            long number = known == null || !sameOpening ? 0 : known.number();
            known = new Doubt(askedAtNanos, 0, number, opening);
            put(key, known);
        }
        Long since = known.sinceNanos();
        Duration waited = Duration.ofNanos(since == null ? 0 : Math.max(0, askedAtNanos - since));
        Instant begun = ticket.issuerTime();
        boolean isOurs = known.number() > 0; // then nobody knows better
        Duration reported =
                isOurs || begun == null || issuerNow == null ? Duration.ZERO : Duration.between(begun, issuerNow);
        return reported.compareTo(waited) > 0 ? reported : waited;
    }
}
