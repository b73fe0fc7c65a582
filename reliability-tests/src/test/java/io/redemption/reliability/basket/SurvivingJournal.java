package io.redemption.reliability.basket;

import io.redemption.model.AttemptId;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionOutcome;
import io.redemption.model.Reversal;
import io.redemption.port.AttemptJournal;
import io.redemption.port.ReversalState;
import io.redemption.testing.ForwardingAttemptJournal;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** An attempt journal that says that it survives its process, because the test keeps what it holds. */
final class SurvivingJournal extends ForwardingAttemptJournal {
    private final Writer writer;

    SurvivingJournal(AttemptJournal records, Writer writer) {
        super(records);
        this.writer = writer;
    }

    /** Runs a write, or does not because the process has ended. */
    interface Writer {
        <T> CompletionStage<T> write(Supplier<CompletionStage<T>> write);
    }

    @Override
    public boolean survivesRestart() {
        return true;
    }

    @Override
    public CompletionStage<Opening> open(RedemptionAttempt attempt) {
        return writer.write(() -> super.open(attempt));
    }

    @Override
    public CompletionStage<Void> settle(AttemptId id, long opening, RedemptionOutcome outcome) {
        return writer.write(() -> super.settle(id, opening, outcome));
    }

    @Override
    public CompletionStage<Void> discard(AttemptId id, long opening) {
        return writer.write(() -> super.discard(id, opening));
    }

    @Override
    public CompletionStage<Void> absent(AttemptId id, long opening) {
        return writer.write(() -> super.absent(id, opening));
    }

    @Override
    public CompletionStage<Void> reversal(Reversal reversal, ReversalState state) {
        return writer.write(() -> super.reversal(reversal, state));
    }
}
