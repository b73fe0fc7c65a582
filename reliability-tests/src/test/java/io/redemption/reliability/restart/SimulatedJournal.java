package io.redemption.reliability.restart;

import io.redemption.model.AttemptId;
import io.redemption.model.Decision;
import io.redemption.model.DecisionResult;
import io.redemption.model.RedeemableKind;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionOutcome;
import io.redemption.model.Resolution.Obstacle;
import io.redemption.model.Reversal;
import io.redemption.port.AttemptJournal;
import io.redemption.port.AttemptState;
import io.redemption.port.MarkerEvidence;
import io.redemption.port.PendingDoubt;
import io.redemption.port.ReversalState;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** The journal as one process sees it, which may end before or after anything is recorded. */
final class SimulatedJournal implements AttemptJournal {
    private final AttemptJournal records;
    private final SimulatedProcess process;
    private final boolean survivesRestart;

    /**
     * A process's view.
     *
     * @param records what is recorded, which may outlive the process
     * @param survivesRestart what the journal says of itself
     */
    SimulatedJournal(AttemptJournal records, SimulatedProcess process, boolean survivesRestart) {
        this.records = records;
        this.process = process;
        this.survivesRestart = survivesRestart;
    }

    @Override
    public boolean survivesRestart() {
        return survivesRestart;
    }

    @Override
    public boolean isShared() {
        return false;
    }

    @Override
    public CompletionStage<Opening> open(RedemptionAttempt attempt) {
        return process.call(Step.OPEN, Step.OPENED, () -> records.open(attempt));
    }

    @Override
    public CompletionStage<Optional<AttemptState>> find(AttemptId id) {
        return records.find(id);
    }

    @Override
    public CompletionStage<Optional<AttemptId>> ownerOf(Reversal redemption) {
        return records.ownerOf(redemption);
    }

    @Override
    public CompletionStage<Void> settle(AttemptId id, long opening, RedemptionOutcome outcome) {
        return process.call(Step.RECORD, Step.RECORDED, () -> records.settle(id, opening, outcome));
    }

    @Override
    public CompletionStage<Void> discard(AttemptId id, long opening) {
        return process.call(Step.RECORD, Step.RECORDED, () -> records.discard(id, opening));
    }

    @Override
    public CompletionStage<Void> absent(AttemptId id, long opening) {
        return process.call(Step.RECORD, Step.RECORDED, () -> records.absent(id, opening));
    }

    @Override
    public CompletionStage<Void> reversal(Reversal reversal, ReversalState state) {
        return process.call(Step.RECORD, Step.RECORDED, () -> records.reversal(reversal, state));
    }

    @Override
    public CompletionStage<Optional<ReversalState>> findReversal(Reversal reversal) {
        return records.findReversal(reversal);
    }

    @Override
    public CompletionStage<List<PendingDoubt>> takeDoubts(int max, Duration lease) {
        return records.takeDoubts(max, lease);
    }

    @Override
    public CompletionStage<Boolean> hold(PendingDoubt doubt, Duration lease) {
        return records.hold(doubt, lease);
    }

    @Override
    public CompletionStage<DecisionResult> decide(AttemptId id, Decision decision) {
        return records.decide(id, decision);
    }

    @Override
    public CompletionStage<Void> handOver(PendingDoubt doubt, Obstacle why) {
        return records.handOver(doubt, why);
    }

    @Override
    public CompletionStage<Void> learned(RedeemableKind kind, boolean kept) {
        return records.learned(kind, kept);
    }

    @Override
    public CompletionStage<List<MarkerEvidence>> evidence() {
        return records.evidence();
    }
}
