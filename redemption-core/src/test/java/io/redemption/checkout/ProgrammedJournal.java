package io.redemption.checkout;

import io.redemption.AttemptId;
import io.redemption.RedemptionAttempt;
import io.redemption.RedemptionOutcome;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.Function;

/** A journal that does what the in-memory one does, except where a test says otherwise. */
final class ProgrammedJournal implements AttemptJournal {
    final AttemptJournal delegate = AttemptJournal.inMemory();
    Function<RedemptionAttempt, CompletionStage<Opening>> onOpen = delegate::open;
    BiFunction<AttemptId, RedemptionOutcome, CompletionStage<Void>> onSettle = delegate::settle;
    Function<AttemptId, CompletionStage<Void>> onDiscard = delegate::discard;

    @Override
    public CompletionStage<Opening> open(RedemptionAttempt attempt) {
        return onOpen.apply(attempt);
    }

    @Override
    public CompletionStage<Void> settle(AttemptId id, RedemptionOutcome outcome) {
        return onSettle.apply(id, outcome);
    }

    @Override
    public CompletionStage<Void> discard(AttemptId id) {
        return onDiscard.apply(id);
    }
}
