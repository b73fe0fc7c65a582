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
 * Measures how long something has been in doubt. Within this process it uses monotonic time, across processes the
 * issuer's time. It never relies on the time of day, because a clock may be set. Thread-safe.
 */
final class DoubtClock {
    /** The most doubts whose start is kept. For an older one, waiting starts again, which is slow but correct. */
    private static final int MAX_REMEMBERED = 100_000;

    /** The issuer's time has whole seconds. */
    private static final Duration RESOLUTION = Duration.ofSeconds(1);

    /** A doubt. Only under the monitor of the clock. */
    private static final class Entry {
        /** Which opening of the journal it belongs to. */
        private final long opening;

        /** The number of the last send of this process; 0 if it sent nothing, so that waiting began with a read. */
        private final long number;

        /** How many sends are under way. */
        private int sends;

        /** When it began. */
        private long sinceNanos;

        /** Whether that is known. If the clock could not be read, waiting starts with the next read. */
        private boolean hasBegun = true;

        Entry(long opening, long number, int sends, long sinceNanos) {
            this.opening = opening;
            this.number = number;
            this.sends = sends;
            this.sinceNanos = sinceNanos;
        }
    }

    private final TimeSource time;
    private final Duration longestSend;
    private final LinkedHashMap<Object, Entry> doubts = new LinkedHashMap<>();
    private long sendings;
    private @Nullable Instant issuerTime;
    private long issuerTimeAtNanos;

    /**
     * Creates a clock without doubts.
     *
     * @param longestSend the longest time that a send whose end was not seen may be under way
     */
    DoubtClock(TimeSource time, Duration longestSend) {
        this.time = time;
        this.longestSend = longestSend;
    }

    /** Returns the key of a doubt: the attempt, or the redemption that was to be reversed. */
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
     * Records that a send begins.
     *
     * @param opening which opening of the journal it belongs to
     * @return the number of this send, unique in this process
     */
    synchronized long sending(Object key, long opening) {
        long now = time.nanoTime();
        Entry known = doubts.get(key);
        long number = ++sendings;
        put(key, new Entry(opening, number, known == null ? 1 : known.sends + 1, now));
        return number;
    }

    private void put(Object key, Entry doubt) {
        doubts.remove(key);
        doubts.put(key, doubt);
        if (doubts.size() <= MAX_REMEMBERED) {
            return;
        }
        Iterator<Entry> oldestFirst = doubts.values().iterator();
        while (doubts.size() > MAX_REMEMBERED && oldestFirst.hasNext()) {
            if (oldestFirst.next().sends == 0) {
                oldestFirst.remove();
            }
        }
    }

    /** Records that a send has ended or was given up. From now on its doubt counts. */
    synchronized void sent(Object key) {
        Entry doubt = doubts.get(key);
        if (doubt != null) {
            doubt.sends = Math.max(0, doubt.sends - 1);
            beginsNow(doubt);
        }
    }

    /** Records that a send which had been given up has ended now. */
    synchronized void sentLate(Object key) {
        Entry doubt = doubts.get(key);
        if (doubt != null) {
            beginsNow(doubt);
        }
    }

    private void beginsNow(Entry doubt) {
        try {
            doubt.sinceNanos = time.nanoTime();
            doubt.hasBegun = true;
        } catch (Throwable ofTheClock) {
            doubt.hasBegun = false;
        }
    }

    /**
     * Returns whether this send is the last of its attempt that this process made, so that its end is the end of the
     * attempt.
     */
    synchronized boolean isLast(Object key, long number) {
        Entry doubt = doubts.get(key);
        return doubt != null && doubt.number == number;
    }

    /** Returns whether a send is under way in this process. */
    synchronized boolean isUnderWay(Object key) {
        Entry doubt = doubts.get(key);
        return doubt != null && doubt.sends > 0;
    }

    /** Records that nothing is in doubt any more. */
    synchronized void settled(Object key) {
        Entry doubt = doubts.get(key);
        if (doubt != null && doubt.sends == 0) {
            doubts.remove(key);
        }
    }

    /**
     * Records the issuer's time.
     *
     * @param reported the time, in whole seconds
     * @param askedAtNanos when it was asked
     */
    synchronized void issuerTime(Instant reported, long askedAtNanos) {
        issuerTime = reported.plus(RESOLUTION);
        issuerTimeAtNanos = askedAtNanos;
    }

    /** Returns the issuer's time now, or a little later; {@code null} if it is not known. */
    synchronized @Nullable Instant issuerNow() {
        Instant last = issuerTime;
        return last == null ? null : last.plusNanos(Math.max(0, time.nanoTime() - issuerTimeAtNanos));
    }

    /** Returns the ticket with the issuer's time at which its doubt began, if that is known and the ticket has none. */
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
     * Returns the time that had certainly passed since a doubt began when a read was made. If none can be proven,
     * waiting starts with that read.
     *
     * @param ticket the doubt
     * @param opening the opening of the journal, or {@link AttemptJournal#NO_OPENING}
     * @param issuerNow the issuer's time in the answer that was read, or {@code null}
     * @param askedAtNanos when the read began; its answer may be as old as that
     * @return zero or more; zero while a send is under way
     */
    synchronized Duration elapsed(Ticket ticket, long opening, @Nullable Instant issuerNow, long askedAtNanos) {
        Object key = keyOf(ticket);
        Entry known = doubts.get(key);
        if (known != null && known.sends > 0) {
            return Duration.ZERO;
        }
        boolean sameOpening = opening == AttemptJournal.NO_OPENING || (known != null && known.opening == opening);
        if (known == null || !known.hasBegun || !sameOpening) {
            known = new Entry(opening, known == null || !sameOpening ? 0 : known.number, 0, askedAtNanos);
            put(key, known);
        }
        Duration waited = Duration.ofNanos(Math.max(0, askedAtNanos - known.sinceNanos));
        Instant begun = ticket.issuerTime();
        boolean isOurs = known.number > 0; // then this process knows best
        Duration reported =
                isOurs || begun == null || issuerNow == null ? Duration.ZERO : Duration.between(begun, issuerNow);
        return reported.compareTo(waited) > 0 ? reported : waited;
    }
}
