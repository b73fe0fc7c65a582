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
import io.redemption.port.AttemptState;
import io.redemption.port.MarkerEvidence;
import io.redemption.port.PendingDoubt;
import io.redemption.port.ReversalState;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.Function;

/** A journal that does what the in-memory one does, except where a test says otherwise. */
class ProgrammedJournal implements AttemptJournal {
    final AttemptJournal delegate;
    boolean survivesRestart;
    boolean isShared;
    Function<RedemptionAttempt, CompletionStage<Opening>> onOpen;
    Settling onSettle;
    BiFunction<AttemptId, Long, CompletionStage<Void>> onDiscard;
    BiFunction<AttemptId, Long, CompletionStage<Void>> onAbsent;
    BiFunction<Reversal, ReversalState, CompletionStage<Void>> onReversal;
    Function<AttemptId, CompletionStage<Optional<AttemptState>>> onFind;
    Function<Reversal, CompletionStage<Optional<AttemptId>>> onOwnerOf;
    Function<Reversal, CompletionStage<Optional<ReversalState>>> onFindReversal;
    BiFunction<Integer, Duration, CompletionStage<List<PendingDoubt>>> onTakeDoubts;
    BiFunction<PendingDoubt, Duration, CompletionStage<Boolean>> onHold;

    /** Records how an attempt ended. */
    interface Settling {
        CompletionStage<Void> settle(AttemptId id, long opening, RedemptionOutcome outcome);
    }

    ProgrammedJournal() {
        this(AttemptJournal.inMemory());
    }

    ProgrammedJournal(AttemptJournal delegate) {
        this.delegate = delegate;
        this.survivesRestart = delegate.survivesRestart();
        this.isShared = delegate.isShared();
        this.onOpen = delegate::open;
        this.onSettle = delegate::settle;
        this.onDiscard = delegate::discard;
        this.onAbsent = delegate::absent;
        this.onReversal = delegate::reversal;
        this.onFind = delegate::find;
        this.onOwnerOf = delegate::ownerOf;
        this.onFindReversal = delegate::findReversal;
        this.onTakeDoubts = delegate::takeDoubts;
        this.onHold = delegate::hold;
    }

    @Override
    public boolean survivesRestart() {
        return survivesRestart;
    }

    @Override
    public boolean isShared() {
        return isShared;
    }

    @Override
    public CompletionStage<Opening> open(RedemptionAttempt attempt) {
        return onOpen.apply(attempt);
    }

    @Override
    public CompletionStage<Optional<AttemptState>> find(AttemptId id) {
        return onFind.apply(id);
    }

    @Override
    public CompletionStage<Optional<AttemptId>> ownerOf(Reversal redemption) {
        return onOwnerOf.apply(redemption);
    }

    @Override
    public CompletionStage<Void> settle(AttemptId id, long opening, RedemptionOutcome outcome) {
        return onSettle.settle(id, opening, outcome);
    }

    @Override
    public CompletionStage<Void> discard(AttemptId id, long opening) {
        return onDiscard.apply(id, opening);
    }

    @Override
    public CompletionStage<Void> absent(AttemptId id, long opening) {
        return onAbsent.apply(id, opening);
    }

    @Override
    public CompletionStage<Void> reversal(Reversal reversal, ReversalState state) {
        return onReversal.apply(reversal, state);
    }

    @Override
    public CompletionStage<Optional<ReversalState>> findReversal(Reversal reversal) {
        return onFindReversal.apply(reversal);
    }

    @Override
    public CompletionStage<List<PendingDoubt>> takeDoubts(int max, Duration lease) {
        return onTakeDoubts.apply(max, lease);
    }

    @Override
    public CompletionStage<Boolean> hold(PendingDoubt doubt, Duration lease) {
        return onHold.apply(doubt, lease);
    }

    @Override
    public CompletionStage<Void> handOver(PendingDoubt doubt, Obstacle why) {
        return delegate.handOver(doubt, why);
    }

    @Override
    public CompletionStage<DecisionResult> decide(AttemptId id, Decision decision) {
        return delegate.decide(id, decision);
    }

    @Override
    public CompletionStage<Void> learned(RedeemableKind kind, boolean kept) {
        return delegate.learned(kind, kept);
    }

    @Override
    public CompletionStage<List<MarkerEvidence>> evidence() {
        return delegate.evidence();
    }
}
