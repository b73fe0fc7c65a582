package io.redemption.testing;

import io.redemption.model.AttemptId;
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

/**
 * Passes every call on to another journal as it is. A test extends it and overrides the methods that are to behave
 * differently, such as one that fails, or one before which the process ends. Stages are the delegate's own. Thread-safe
 * if the delegate is.
 */
public abstract class ForwardingAttemptJournal implements AttemptJournal {
    private final AttemptJournal delegate;

    /**
     * Makes a journal that passes every call on.
     *
     * @param delegate the journal that gets the calls
     */
    protected ForwardingAttemptJournal(AttemptJournal delegate) {
        this.delegate = delegate;
    }

    @Override
    public boolean survivesRestart() {
        return delegate.survivesRestart();
    }

    @Override
    public boolean isShared() {
        return delegate.isShared();
    }

    @Override
    public CompletionStage<Opening> open(RedemptionAttempt attempt) {
        return delegate.open(attempt);
    }

    @Override
    public CompletionStage<Optional<AttemptState>> find(AttemptId id) {
        return delegate.find(id);
    }

    @Override
    public CompletionStage<Optional<AttemptId>> ownerOf(Reversal redemption) {
        return delegate.ownerOf(redemption);
    }

    @Override
    public CompletionStage<Void> settle(AttemptId id, long opening, RedemptionOutcome outcome) {
        return delegate.settle(id, opening, outcome);
    }

    @Override
    public CompletionStage<Void> discard(AttemptId id, long opening) {
        return delegate.discard(id, opening);
    }

    @Override
    public CompletionStage<Void> absent(AttemptId id, long opening) {
        return delegate.absent(id, opening);
    }

    @Override
    public CompletionStage<Void> reversal(Reversal reversal, ReversalState state) {
        return delegate.reversal(reversal, state);
    }

    @Override
    public CompletionStage<Optional<ReversalState>> findReversal(Reversal reversal) {
        return delegate.findReversal(reversal);
    }

    @Override
    public CompletionStage<List<PendingDoubt>> takeDoubts(int max, Duration lease) {
        return delegate.takeDoubts(max, lease);
    }

    @Override
    public CompletionStage<Boolean> hold(PendingDoubt doubt, Duration lease) {
        return delegate.hold(doubt, lease);
    }

    @Override
    public CompletionStage<Void> handOver(PendingDoubt doubt, Obstacle why) {
        return delegate.handOver(doubt, why);
    }

    @Override
    public CompletionStage<Void> learned(RedeemableKind kind, boolean kept) {
        return delegate.learned(kind, kept);
    }

    @Override
    public CompletionStage<List<MarkerEvidence>> evidence() {
        return delegate.evidence();
    }

    /** {@return the delegate's own text after the name of this class} */
    @Override
    public String toString() {
        return getClass().getSimpleName() + "(" + delegate + ")";
    }
}
