package io.redemption;

import io.redemption.events.RedemptionListener.ContractViolation;
import io.redemption.model.Doubt;
import io.redemption.model.Redeemed;
import io.redemption.model.Redemption;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionOutcome;
import io.redemption.model.Reversal;
import io.redemption.model.Unknown;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Checks the answers to sends, before anything relies on them. Thread-safe. */
final class AnswerCheck {
    private final GuardedJournal journal;
    private final Doubts doubts;
    private final boolean rewritesUserIds;

    AnswerCheck(RedemptionsContext context, Doubts doubts) {
        this.journal = context.guardedJournal();
        this.doubts = doubts;
        this.rewritesUserIds = context.port().capabilities().rewritesUserIds();
    }

    /**
     * Checks that a confirmation matches the attempt. It does not if the journal knows the redemption as another
     * attempt's, unless it carries our transaction id. A mismatch is a doubt.
     */
    CompletionStage<RedemptionOutcome> checked(AttemptInFlight flight, RedemptionOutcome outcome, Instant sentAt) {
        return outcome.fold(
                redeemed -> confirmed(flight, redeemed, sentAt),
                CompletableFuture::completedStage,
                unknown -> CompletableFuture.completedStage(afterEarlier(flight, doubts.completed(unknown))));
    }

    private CompletionStage<RedemptionOutcome> confirmed(AttemptInFlight flight, Redeemed redeemed, Instant sentAt) {
        RedemptionAttempt attempt = flight.attempt();
        Redemption confirmed = redeemed.redemption();
        if (attempt.contradiction(confirmed, rewritesUserIds) != null) {
            return CompletableFuture.completedStage(mismatch(flight, sentAt));
        }
        if (attempt.marker() != null && attempt.marker().equals(confirmed.transactionId())) {
            return CompletableFuture.completedStage(redeemed);
        }
        return journal.ownerOf(Reversal.of(confirmed))
                .handle((owner, thrown) ->
                        owner != null && owner.isPresent() && !owner.get().equals(attempt.id())
                                ? mismatch(flight, sentAt)
                                : redeemed);
    }

    private RedemptionOutcome mismatch(AttemptInFlight flight, Instant sentAt) {
        flight.report().broken(ContractViolation.WRONG_ECHO);
        return afterEarlier(flight, doubts.unknown(flight.attempt(), Doubt.ECHO_MISMATCH, sentAt));
    }

    /** Returns the doubt, which for an attempt that was sent again began with the first send. */
    private static Unknown afterEarlier(AttemptInFlight flight, Unknown unknown) {
        Unknown before = flight.before();
        return before == null ? unknown : new Unknown(unknown.ticket().after(before.ticket()));
    }
}
