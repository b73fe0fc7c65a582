package io.redemption.cache;

import io.redemption.model.FailureCode;
import io.redemption.model.Freshness;
import io.redemption.model.RedeemableId;
import io.redemption.model.Redemption;
import io.redemption.model.RedemptionException;
import io.redemption.model.RedemptionId;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Reads one redemption from the issuer, and checks it against the acknowledged write. An acknowledged redemption that
 * is missing is read again after each delay. Once the issuer can no longer lag, its absence is believed: another client
 * has reversed it. Until then only a caller who accepts cached answers gets the acknowledged one. A removed redemption
 * counts as absent, even while a lagging issuer still shows it.
 */
final class FindRead {
    private final HistoryRead.Source source;
    private final RedeemableId id;
    private final RedemptionId redemption;
    private final boolean cachedOk;
    private final @Nullable AcknowledgedWrite write;
    private final ReadSequence<Optional<Redemption>> sequence;

    private FindRead(HistoryRead.Source source, RedeemableId id, RedemptionId redemption, boolean cachedOk) {
        this.source = source;
        this.id = id;
        this.redemption = redemption;
        this.cachedOk = cachedOk;
        WriteMemory memory = source.memory();
        this.write = memory.writes(id, memory.generation(id)).stream()
                .filter(known -> known.id().equals(redemption))
                .findFirst()
                .orElse(null);
        this.sequence = new ReadSequence<>(source.time());
    }

    static FindRead begin(HistoryRead.Source source, RedeemableId id, RedemptionId redemption, boolean cachedOk) {
        FindRead read = new FindRead(source, id, redemption, cachedOk);
        read.read(0);
        return read;
    }

    CompletionStage<Optional<Redemption>> end() {
        return sequence.end();
    }

    void cancel() {
        sequence.cancel();
    }

    private void read(int again) {
        sequence.ask(() -> source.issuer().find(id, redemption, Freshness.FROM_ISSUER), (answer, failure) -> {
            if (answer == null) {
                sequence.fail(failure == null ? DelegateCalls.broken() : failure);
            } else if (write == null || write.added() == answer.isPresent()) {
                sequence.end(answer);
            } else if (!write.added()) {
                boolean believed = !cachedOk && !source.mayLagBehind(write);
                sequence.end(believed ? answer : Optional.empty());
            } else if (again < source.delays().size() && source.memory().standsFirm(id, write)) {
                if (!sequence.hasTaken(source.longest())) {
                    sequence.later(source.delays().get(again), () -> read(again + 1));
                } else {
                    endAsAcknowledged(write);
                }
            } else if (source.mayLagBehind(write) && source.memory().standsFirm(id, write)) {
                endAsAcknowledged(write);
            } else {
                source.memory().drop(id, write);
                sequence.end(answer);
            }
        });
    }

    /** Ends while the issuer does not show what it acknowledged, and may still lag. */
    private void endAsAcknowledged(AcknowledgedWrite acknowledged) {
        Redemption redemption = acknowledged.redemption();
        if (cachedOk && redemption != null) {
            sequence.end(Optional.of(redemption));
        } else {
            sequence.fail(new RedemptionException(
                    FailureCode.INCOMPLETE, "the issuer does not show what it acknowledged, and may lag"));
        }
    }
}
