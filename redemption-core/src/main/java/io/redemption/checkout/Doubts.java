package io.redemption.checkout;

import io.redemption.Doubt;
import io.redemption.Likelihood;
import io.redemption.RedemptionAttempt;
import io.redemption.RedemptionListener.HandedOver;
import io.redemption.Resolution.Obstacle;
import io.redemption.Reversal;
import io.redemption.Ticket;
import io.redemption.Unknown;
import java.time.Duration;
import java.time.Instant;

/** Makes unknown outcomes and completes those of adapters with what this process knows of time. */
final class Doubts {
    private final Wiring wiring;
    private final DoubtClock clock;
    private final boolean rewritesUserIds;

    Doubts(Wiring wiring, DoubtClock clock) {
        this.wiring = wiring;
        this.clock = clock;
        this.rewritesUserIds = wiring.port().capabilities().rewritesUserIds();
    }

    DoubtClock clock() {
        return clock;
    }

    /** An unknown outcome of a send that has ended. */
    Unknown unknown(RedemptionAttempt attempt, Doubt doubt, Instant sentAt) {
        return completed(new Unknown(
                Ticket.of(attempt, doubt, Likelihood.POSSIBLE, 1, sentAt, lastSendEnded(doubt, sentAt))));
    }

    /** An unknown outcome of a reversal that has ended. */
    Unknown unknown(Reversal reversal, Doubt doubt, Instant sentAt) {
        return completed(new Unknown(
                Ticket.of(reversal, doubt, Likelihood.POSSIBLE, 1, sentAt, lastSendEnded(doubt, sentAt))));
    }

    /** An attempt that was begun by somebody who has not told its end, and may still be sending. */
    Unknown begunEarlier(RedemptionAttempt attempt) {
        return unknown(attempt, Doubt.BEGUN_EARLIER, attempt.preparedAt());
    }

    /**
     * When the last send can have ended. Where nobody saw it end, it may be under way for as long as a port is waited for.
     */
    private Instant lastSendEnded(Doubt doubt, Instant sentAt) {
        Instant now = nowOr(sentAt);
        Duration patience = wiring.patience();
        if (doubt == Doubt.BEGUN_EARLIER) {
            return now.plus(patience);
        }
        boolean seenToEnd = doubt != Doubt.CANCELLED && doubt != Doubt.INTERRUPTED;
        return seenToEnd ? now : later(now, sentAt.plus(patience));
    }

    private Instant nowOr(Instant fallback) {
        try {
            return wiring.time().now();
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
        } catch (RuntimeException ofTheClock) {
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
            wiring.reporter()
                    .tell(l -> l.handedOver(new HandedOver(
                            ticket.operation(), ticket.redeemable().kind(), ticket.attemptId(), Obstacle.NO_MARKER)));
        }
    }

    /** How long must have passed before an empty read can prove that a redeem did not happen. */
    Duration horizon(Ticket ticket) {
        Duration settling = wiring.lateApply().plus(wiring.visibility());
        boolean mayBeUnderWay = ticket.doubt() == Doubt.BEGUN_EARLIER || ticket.doubt() == Doubt.INTERRUPTED;
        return mayBeUnderWay ? settling.plus(wiring.patience()) : settling;
    }
}
