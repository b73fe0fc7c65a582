package io.redemption;

import io.redemption.events.RedemptionCall;
import io.redemption.events.RedemptionListener.HandedOver;
import io.redemption.model.Doubt;
import io.redemption.model.Likelihood;
import io.redemption.model.Redemption;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.Resolution.Obstacle;
import io.redemption.model.Reversal;
import io.redemption.model.Ticket;
import io.redemption.model.Unknown;
import io.redemption.port.AttemptJournal;
import java.time.Duration;
import java.time.Instant;

/** Creates unknown outcomes, and adds the issuer's time to those of adapters. */
final class Doubts {
    private final RedemptionsContext context;
    private final DoubtClock clock;
    private final boolean rewritesUserIds;

    Doubts(RedemptionsContext context, DoubtClock clock) {
        this.context = context;
        this.clock = clock;
        this.rewritesUserIds = context.port().capabilities().rewritesUserIds();
    }

    DoubtClock clock() {
        return clock;
    }

    /** Returns an unknown outcome of a send that has ended. */
    Unknown unknown(RedemptionAttempt attempt, Doubt doubt, Instant sentAt) {
        return completed(
                new Unknown(Ticket.of(attempt, doubt, Likelihood.POSSIBLE, 1, sentAt, lastSendEnded(doubt, sentAt))));
    }

    /** Returns an unknown outcome of a reversal that has ended. */
    Unknown unknown(Reversal reversal, Doubt doubt, Instant sentAt) {
        return completed(
                new Unknown(Ticket.of(reversal, doubt, Likelihood.POSSIBLE, 1, sentAt, lastSendEnded(doubt, sentAt))));
    }

    /**
     * Returns the outcome of an attempt that was begun earlier and whose end is not recorded. It may still be under
     * way.
     */
    Unknown begunEarlier(RedemptionAttempt attempt) {
        return unknown(attempt, Doubt.BEGUN_EARLIER, attempt.preparedAt());
    }

    /** Returns the same doubt as one whose last send has no recorded end, without the issuer's time. */
    static Ticket begunEarlier(Ticket ticket) {
        return ticket.begunEarlier();
    }

    /**
     * Returns the latest time at which the last send can have ended. A send whose end was not seen may last until the
     * port timeout.
     */
    private Instant lastSendEnded(Doubt doubt, Instant sentAt) {
        Instant now = nowOr(sentAt);
        Duration portTimeout = context.portTimeout();
        if (doubt == Doubt.BEGUN_EARLIER) {
            return now.plus(portTimeout);
        }
        return wasNotSeenToEnd(doubt) ? later(now, sentAt.plus(portTimeout)) : now;
    }

    /** Returns whether the caller stopped waiting first. What was sent may run on until the port timeout. */
    private static boolean wasNotSeenToEnd(Doubt doubt) {
        return doubt == Doubt.CANCELLED || doubt == Doubt.INTERRUPTED;
    }

    /** Returns how long something has been in doubt by the time of day, for reports only. */
    Duration age(Ticket ticket) {
        Duration passed = Duration.between(ticket.doubtfulSince(), nowOr(ticket.doubtfulSince()));
        return passed.isNegative() ? Duration.ZERO : passed;
    }

    private Instant nowOr(Instant fallback) {
        try {
            return context.time().now();
        } catch (Throwable ofTheClock) {
            return fallback;
        }
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    /** Returns the outcome with the issuer's time at which the doubt began, if that is known. */
    Unknown completed(Unknown unknown) {
        return new Unknown(completed(unknown.ticket()));
    }

    Ticket completed(Ticket ticket) {
        Ticket compared = compared(ticket);
        try {
            return clock.stamped(compared);
        } catch (Throwable ofTheClock) {
            return compared;
        }
    }

    /** Returns the ticket as it is compared with what the issuer lists. */
    Ticket compared(Ticket ticket) {
        return rewritesUserIds ? ticket.withoutUser() : ticket;
    }

    /** Reports a doubt that reading can never settle, so that a person resolves it. */
    void began(Unknown unknown) {
        Ticket ticket = unknown.ticket();
        if (ticket.attemptId() != null && ticket.marker() == null) {
            context.reporter().report(l -> l.handedOver(new HandedOver(RedemptionCall.of(ticket), Obstacle.NO_MARKER)));
        }
    }

    /**
     * Returns whether a redemption that the issuer confirmed, and that a read does not show, was certainly reversed.
     * Within the read lag after the first such read it may be hidden.
     *
     * @param askedAtNanos when the read began
     */
    boolean isGone(Redemption redemption, long askedAtNanos) {
        Ticket vanished = Ticket.of(
                Reversal.of(redemption),
                Doubt.BEGUN_EARLIER,
                Likelihood.POSSIBLE,
                0,
                redemption.createdAt(),
                redemption.createdAt());
        return clock.elapsed(vanished, AttemptJournal.NO_OPENING, null, askedAtNanos)
                        .compareTo(context.maxReadLag())
                >= 0;
    }

    /** Returns the time after which an empty read proves that a redemption did not happen. */
    Duration horizon(Ticket ticket) {
        Duration settlingTime = context.maxExecutionDelay().plus(context.maxReadLag());
        boolean mayBeUnderWay = ticket.doubt() == Doubt.BEGUN_EARLIER || wasNotSeenToEnd(ticket.doubt());
        return mayBeUnderWay ? settlingTime.plus(context.portTimeout()) : settlingTime;
    }
}
