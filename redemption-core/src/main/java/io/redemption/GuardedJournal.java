package io.redemption;

import io.redemption.model.AttemptId;
import io.redemption.model.Decision;
import io.redemption.model.DecisionResult;
import io.redemption.model.RedeemableKind;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionOutcome;
import io.redemption.model.Resolution.Obstacle;
import io.redemption.model.Reversal;
import io.redemption.port.AttemptJournal;
import io.redemption.port.AttemptJournal.Opening;
import io.redemption.port.AttemptState;
import io.redemption.port.MarkerEvidence;
import io.redemption.port.PendingDoubt;
import io.redemption.port.ReversalState;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Guards the journal: it may throw, answer null or never end, but each stage from here ends within the port timeout.
 * Each failure is reported to the listener. An opening that arrives too late is not used: it is withdrawn, because
 * nothing was sent.
 */
final class GuardedJournal {
    private final AttemptJournal journal;
    private final JournalGuard guard;

    GuardedJournal(AttemptJournal journal, PortTimeout portTimeout, CallReporter reporter) {
        this.journal = journal;
        this.guard = new JournalGuard(portTimeout, reporter);
    }

    CompletionStage<Opening> open(RedemptionAttempt attempt) {
        return guard.guarded(() -> journal.open(attempt), opening -> withdraw(attempt, opening));
    }

    /** Withdraws an opening of which nobody knows any more. */
    private void withdraw(RedemptionAttempt attempt, Opening late) {
        if (late instanceof Opening.Fresh fresh) {
            CompletionStage<Void> unused = fresh.isProvenAbsent()
                    ? absent(attempt.id(), fresh.opening())
                    : discard(attempt.id(), fresh.opening());
        }
    }

    CompletionStage<Void> settle(AttemptId id, long opening, RedemptionOutcome outcome) {
        return guarded(() -> journal.settle(id, opening, outcome));
    }

    CompletionStage<Void> discard(AttemptId id, long opening) {
        return guarded(() -> journal.discard(id, opening));
    }

    CompletionStage<Void> absent(AttemptId id, long opening) {
        return guarded(() -> journal.absent(id, opening));
    }

    CompletionStage<Void> reversal(Reversal reversal, ReversalState state) {
        return guarded(() -> journal.reversal(reversal, state));
    }

    CompletionStage<Optional<AttemptState>> find(AttemptId id) {
        return guarded(() -> journal.find(id));
    }

    CompletionStage<Optional<AttemptId>> ownerOf(Reversal redemption) {
        return guarded(() -> journal.ownerOf(redemption));
    }

    CompletionStage<Optional<ReversalState>> findReversal(Reversal reversal) {
        return guarded(() -> journal.findReversal(reversal));
    }

    CompletionStage<List<PendingDoubt>> takeDoubts(int max, Duration lease) {
        return guarded(() -> journal.takeDoubts(max, lease));
    }

    CompletionStage<Boolean> hold(PendingDoubt doubt, Duration lease) {
        return guarded(() -> journal.hold(doubt, lease));
    }

    CompletionStage<Void> handOver(PendingDoubt doubt, Obstacle why) {
        return guarded(() -> journal.handOver(doubt, why));
    }

    CompletionStage<DecisionResult> decide(AttemptId id, Decision decision) {
        return guarded(() -> journal.decide(id, decision));
    }

    CompletionStage<Void> learned(RedeemableKind kind, boolean kept) {
        return guarded(() -> journal.learned(kind, kept));
    }

    CompletionStage<List<MarkerEvidence>> evidence() {
        return guarded(journal::evidence);
    }

    private <T> CompletionStage<T> guarded(Supplier<@Nullable CompletionStage<T>> call) {
        return guard.guarded(call);
    }
}
