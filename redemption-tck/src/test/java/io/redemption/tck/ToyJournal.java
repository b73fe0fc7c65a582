package io.redemption.tck;

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

/** A right journal, of which a test breaks one part. What it delegates to is its store, which outlives it. */
class ToyJournal implements AttemptJournal {
    final AttemptJournal store;

    ToyJournal(AttemptJournal store) {
        this.store = store;
    }

    @Override
    public boolean survivesRestart() {
        return store.survivesRestart();
    }

    @Override
    public boolean isShared() {
        return store.isShared();
    }

    @Override
    public CompletionStage<Opening> open(RedemptionAttempt attempt) {
        return store.open(attempt);
    }

    @Override
    public CompletionStage<Optional<AttemptState>> find(AttemptId id) {
        return store.find(id);
    }

    @Override
    public CompletionStage<Optional<AttemptId>> ownerOf(Reversal redemption) {
        return store.ownerOf(redemption);
    }

    @Override
    public CompletionStage<Void> settle(AttemptId id, long opening, RedemptionOutcome outcome) {
        return store.settle(id, opening, outcome);
    }

    @Override
    public CompletionStage<Void> discard(AttemptId id, long opening) {
        return store.discard(id, opening);
    }

    @Override
    public CompletionStage<Void> absent(AttemptId id, long opening) {
        return store.absent(id, opening);
    }

    @Override
    public CompletionStage<Void> reversal(Reversal reversal, ReversalState state) {
        return store.reversal(reversal, state);
    }

    @Override
    public CompletionStage<Optional<ReversalState>> findReversal(Reversal reversal) {
        return store.findReversal(reversal);
    }

    @Override
    public CompletionStage<List<PendingDoubt>> takeDoubts(int max, Duration lease) {
        return store.takeDoubts(max, lease);
    }

    @Override
    public CompletionStage<Boolean> hold(PendingDoubt doubt, Duration lease) {
        return store.hold(doubt, lease);
    }

    @Override
    public CompletionStage<Void> handOver(PendingDoubt doubt, Obstacle why) {
        return store.handOver(doubt, why);
    }

    @Override
    public CompletionStage<DecisionResult> decide(AttemptId id, Decision decision) {
        return store.decide(id, decision);
    }

    @Override
    public CompletionStage<Void> learned(RedeemableKind kind, boolean kept) {
        return store.learned(kind, kept);
    }

    @Override
    public CompletionStage<List<MarkerEvidence>> evidence() {
        return store.evidence();
    }
}
