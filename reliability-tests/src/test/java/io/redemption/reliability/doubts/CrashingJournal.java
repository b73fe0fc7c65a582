package io.redemption.reliability.doubts;

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
import io.redemption.testing.ForwardingAttemptJournal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * The journal that survives, as one process sees it: the process may end before or after anything is recorded. All that
 * is recorded is compared with the truth. Not thread-safe.
 */
final class CrashingJournal extends ForwardingAttemptJournal {
    private final ShopProcess process;
    private final Claims claims;
    private final Set<Object> handedOver;
    private final Map<AttemptId, Integer> maySendAgain;

    /**
     * Creates a view.
     *
     * @param records what is recorded, which outlives the process
     * @param handedOver receives what is handed over
     * @param maySendAgain counts for each attempt how often it was opened
     */
    CrashingJournal(
            AttemptJournal records,
            ShopProcess process,
            Claims claims,
            Set<Object> handedOver,
            Map<AttemptId, Integer> maySendAgain) {
        super(records);
        this.process = process;
        this.claims = claims;
        this.handedOver = handedOver;
        this.maySendAgain = maySendAgain;
    }

    @Override
    public boolean survivesRestart() {
        return true;
    }

    @Override
    public boolean isShared() {
        return false;
    }

    @Override
    public CompletionStage<Opening> open(RedemptionAttempt attempt) {
        return process.call(() -> super.open(attempt));
    }

    @Override
    public CompletionStage<Optional<AttemptState>> find(AttemptId id) {
        return process.call(() -> super.find(id));
    }

    @Override
    public CompletionStage<Optional<AttemptId>> ownerOf(Reversal redemption) {
        return process.call(() -> super.ownerOf(redemption));
    }

    @Override
    public CompletionStage<Void> settle(AttemptId id, long opening, RedemptionOutcome outcome) {
        return process.call(() -> {
            claims.recorded(id, outcome);
            return super.settle(id, opening, outcome);
        });
    }

    @Override
    public CompletionStage<Void> discard(AttemptId id, long opening) {
        return process.call(() -> super.discard(id, opening));
    }

    @Override
    public CompletionStage<Void> absent(AttemptId id, long opening) {
        return process.call(() -> {
            claims.recordedAbsent(id);
            maySendAgain.merge(id, 1, Integer::sum);
            return super.absent(id, opening);
        });
    }

    @Override
    public CompletionStage<Void> reversal(Reversal reversal, ReversalState state) {
        return process.call(() -> {
            claims.recorded(reversal, state);
            return super.reversal(reversal, state);
        });
    }

    @Override
    public CompletionStage<Optional<ReversalState>> findReversal(Reversal reversal) {
        return process.call(() -> super.findReversal(reversal));
    }

    @Override
    public CompletionStage<List<PendingDoubt>> takeDoubts(int max, Duration lease) {
        return process.call(() -> super.takeDoubts(max, lease));
    }

    @Override
    public CompletionStage<Boolean> hold(PendingDoubt doubt, Duration lease) {
        return process.call(() -> super.hold(doubt, lease));
    }

    @Override
    public CompletionStage<Void> handOver(PendingDoubt doubt, Obstacle why) {
        return process.call(() -> {
            claims.note(doubt.subject() + " handed over: " + why);
            handedOver.add(doubt.subject());
            return super.handOver(doubt, why);
        });
    }

    @Override
    public CompletionStage<Void> learned(RedeemableKind kind, boolean kept) {
        return process.call(() -> super.learned(kind, kept));
    }

    @Override
    public CompletionStage<List<MarkerEvidence>> evidence() {
        return process.call(super::evidence);
    }
}
