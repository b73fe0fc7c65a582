package io.redemption;

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

/** Makes unknown outcomes and completes those of adapters with what this process knows of time. */
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

    /** An unknown outcome of a send that has ended. */
    Unknown unknown(RedemptionAttempt attempt, Doubt doubt, Instant sentAt) {
        return completed(
                new Unknown(Ticket.of(attempt, doubt, Likelihood.POSSIBLE, 1, sentAt, lastSendEnded(doubt, sentAt))));
    }

    /** An unknown outcome of a reversal that has ended. */
    Unknown unknown(Reversal reversal, Doubt doubt, Instant sentAt) {
        return completed(
                new Unknown(Ticket.of(reversal, doubt, Likelihood.POSSIBLE, 1, sentAt, lastSendEnded(doubt, sentAt))));
    }

    /** An attempt that was begun by somebody who has not told its end, and may still be sending. */
    Unknown begunEarlier(RedemptionAttempt attempt) {
        return unknown(attempt, Doubt.BEGUN_EARLIER, attempt.preparedAt());
    }

    /** The same doubt, seen as one of which nobody has told the end of the last send; without any proof of time. */
    static Ticket begunEarlier(Ticket ticket) {
        return new Ticket(
                ticket.operation(),
                ticket.attemptId(),
                ticket.redeemable(),
                ticket.redemption(),
                ticket.marker(),
                ticket.value(),
                Doubt.BEGUN_EARLIER,
                ticket.executed(),
                ticket.sends(),
                ticket.sentAt(),
                ticket.doubtfulSince(),
                ticket.userDigest(),
                null,
                true);
    }

    /**
     * When the last send can have ended. Where nobody saw it end, it may be under way for as long as a port is waited
     * for.
     */
    private Instant lastSendEnded(Doubt doubt, Instant sentAt) {
        Instant now = nowOr(sentAt);
        Duration portTimeout = context.portTimeout();
        if (doubt == Doubt.BEGUN_EARLIER) {
            return now.plus(portTimeout);
        }
        return wasNotSeenToEnd(doubt) ? later(now, sentAt.plus(portTimeout)) : now;
    }

    /** Whether the caller went away first; what was sent may run on for as long as a port is waited for. */
    private static boolean wasNotSeenToEnd(Doubt doubt) {
        return doubt == Doubt.CANCELLED || doubt == Doubt.INTERRUPTED;
    }

    /** How long something has been in doubt, for people: by the time of day. */
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

    /** The outcome with the issuer's time when the doubt began, if that is known. */
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

    /** The ticket as it is compared with what the issuer lists. */
    Ticket compared(Ticket ticket) {
        return rewritesUserIds ? ticket.withoutUser() : ticket;
    }

    /** Tells who has to look if reading will never settle it. */
    void began(Unknown unknown) {
        Ticket ticket = unknown.ticket();
        if (ticket.attemptId() != null && ticket.marker() == null) {
            context.reporter()
                    .report(l -> l.handedOver(new HandedOver(
                            ticket.operation(), ticket.redeemable().kind(), ticket.attemptId(), Obstacle.NO_MARKER)));
        }
    }

    /**
     * Whether a read that does not show a redemption which the issuer had told of says that it was taken back: not
     * within the read lag, which is waited for from the first such read.
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

    /** How long must have passed before an empty read can prove that a redeem did not happen. */
    Duration horizon(Ticket ticket) {
        Duration settlingTime = context.maxExecutionDelay().plus(context.maxReadLag());
        boolean mayBeUnderWay = ticket.doubt() == Doubt.BEGUN_EARLIER || wasNotSeenToEnd(ticket.doubt());
        return mayBeUnderWay ? settlingTime.plus(context.portTimeout()) : settlingTime;
    }
}
