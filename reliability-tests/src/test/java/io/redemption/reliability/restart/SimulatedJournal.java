package io.redemption.reliability.restart;

import io.redemption.model.AttemptId;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionOutcome;
import io.redemption.model.Reversal;
import io.redemption.port.AttemptJournal;
import io.redemption.port.ReversalState;
import io.redemption.testing.ForwardingAttemptJournal;
import java.util.concurrent.CompletionStage;

/** The journal as one process sees it, which may end before or after anything is recorded. */
final class SimulatedJournal extends ForwardingAttemptJournal {
    private final SimulatedProcess process;
    private final boolean survivesRestart;

    /**
     * A process's view.
     *
     * @param records what is recorded, which may outlive the process
     * @param survivesRestart what the journal says of itself
     */
    SimulatedJournal(AttemptJournal records, SimulatedProcess process, boolean survivesRestart) {
        super(records);
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
        return process.call(Step.OPEN, Step.OPENED, () -> super.open(attempt));
    }

    @Override
    public CompletionStage<Void> settle(AttemptId id, long opening, RedemptionOutcome outcome) {
        return process.call(Step.RECORD, Step.RECORDED, () -> super.settle(id, opening, outcome));
    }

    @Override
    public CompletionStage<Void> discard(AttemptId id, long opening) {
        return process.call(Step.RECORD, Step.RECORDED, () -> super.discard(id, opening));
    }

    @Override
    public CompletionStage<Void> absent(AttemptId id, long opening) {
        return process.call(Step.RECORD, Step.RECORDED, () -> super.absent(id, opening));
    }

    @Override
    public CompletionStage<Void> reversal(Reversal reversal, ReversalState state) {
        return process.call(Step.RECORD, Step.RECORDED, () -> super.reversal(reversal, state));
    }
}
