package io.redemption;

import io.redemption.model.BasketOutcome;
import io.redemption.model.Doubt;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionOutcome;
import io.redemption.model.Resolution;
import io.redemption.model.Reversal;
import io.redemption.model.ReversalOutcome;
import io.redemption.model.Ticket;
import io.redemption.model.Unknown;
import java.time.Instant;
import java.util.List;

/**
 * Answers calls that their callers left before they ended. They may have been sent, so each answer is a doubt, unless
 * it is certain that they were not.
 */
final class LeftCalls {
    private final Doubts doubts;

    LeftCalls(Doubts doubts) {
        this.doubts = doubts;
    }

    /** Answers a caller who has left an attempt at their deadline. Only an attempt that nobody sends has failed. */
    RedemptionOutcome redeem(AttemptInFlight flight, CallLimit limit, Instant since) {
        Unknown before = flight.before();
        if (before == null && flight.isLeftUnsent()) {
            throw limit.passed("; nothing was sent");
        }
        return before == null ? doubts.unknown(flight.attempt(), Doubt.CANCELLED, since) : before;
    }

    ReversalOutcome reverse(Reversal reversal, Doubt why, Instant since) {
        return doubts.unknown(reversal, why, since);
    }

    BasketOutcome redeemAll(List<RedemptionAttempt> attempts, Doubt why, Instant since) {
        return new BasketOutcome.BasketUnknown(attempts.stream()
                .map(attempt -> doubts.unknown(attempt, why, since).ticket())
                .toList());
    }

    Resolution recover(RedemptionAttempt attempt, Instant since) {
        return resolve(doubts.unknown(attempt, Doubt.BEGUN_EARLIER, since).ticket());
    }

    Resolution resolve(Ticket ticket) {
        return new Resolution.StillUnknown(ticket, Resolution.Obstacle.NOT_READABLE);
    }
}
