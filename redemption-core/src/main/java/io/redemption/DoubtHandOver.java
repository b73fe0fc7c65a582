package io.redemption;

import io.redemption.events.RedemptionCall;
import io.redemption.events.RedemptionListener.HandedOver;
import io.redemption.model.AttemptId;
import io.redemption.model.Resolution.Obstacle;
import io.redemption.model.Ticket;
import io.redemption.port.PendingDoubt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Hands doubts that polls did not settle over to a person. Thread-safe. */
final class DoubtHandOver {
    private final GuardedJournal journal;
    private final CallReporter reporter;

    DoubtHandOver(GuardedJournal journal, CallReporter reporter) {
        this.journal = journal;
        this.reporter = reporter;
    }

    /**
     * Hands a doubt over in the journal, and then tells the listener, unless a person has decided already.
     *
     * @param obstacle what the last poll met
     * @return completes when that is done; may fail
     */
    CompletionStage<?> handOver(PendingDoubt pending, Obstacle obstacle) {
        Ticket ticket = pending.ticket();
        return journal.handOver(pending, obstacle)
                .thenCompose(done -> isDecided(ticket))
                .whenComplete((decided, thrown) -> {
                    if (thrown == null && !decided) {
                        reporter.report(l -> l.handedOver(new HandedOver(RedemptionCall.of(ticket), obstacle)));
                    }
                });
    }

    private CompletionStage<Boolean> isDecided(Ticket ticket) {
        AttemptId attempt = ticket.attemptId();
        return attempt == null
                ? CompletableFuture.completedStage(false)
                : journal.find(attempt)
                        .handle((state, thrown) -> state != null
                                && Decisions.of(state.orElse(null)).isPresent());
    }
}
