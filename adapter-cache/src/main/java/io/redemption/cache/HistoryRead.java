package io.redemption.cache;

import io.redemption.model.Freshness;
import io.redemption.model.HistoryQuery;
import io.redemption.model.RedeemableId;
import io.redemption.model.Redemption;
import io.redemption.model.RedemptionHistory;
import io.redemption.port.RedemptionPort;
import io.redemption.port.TimeSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Reads a history from the issuer, and checks it against the writes of the generation in which it began. The history
 * must show the added redemptions and must not show the removed ones. A lagging history is read again after each delay.
 * Then the issuer is asked for each missing redemption: one that exists is put in, one that does not was reversed by
 * another client.
 */
final class HistoryRead {
    /**
     * How many missing redemptions are asked for at most. Further ones are put in as they were acknowledged, and so are
     * all when time is up.
     */
    private static final int MOST_QUESTIONS = 20;

    private final Source source;
    private final RedemptionPort issuer;
    private final WriteMemory memory;
    private final List<Duration> delays;
    private final Duration longest;
    private final RedeemableId id;
    private final HistoryQuery query;
    private final long generation;
    private final ReadSequence<VerifiedRead<Optional<RedemptionHistory>>> sequence;

    private HistoryRead(Source source, RedeemableId id, HistoryQuery query, long generation) {
        this.source = source;
        this.issuer = source.issuer();
        this.memory = source.memory();
        this.delays = source.delays();
        this.longest = source.longest();
        this.id = id;
        this.query = query;
        this.generation = generation;
        this.sequence = new ReadSequence<>(source.time());
    }

    /**
     * The port to read from, and what its answers are checked with.
     *
     * @param maxReadLag how late the issuer may show what it executed
     */
    record Source(
            RedemptionPort issuer, WriteMemory memory, TimeSource time, List<Duration> delays, Duration maxReadLag) {
        /** How long the answers of one read may take besides the waits. */
        private static final Duration ANSWERS = Duration.ofSeconds(5);

        /** Returns the same with another port to read from. */
        Source with(RedemptionPort other) {
            return new Source(other, memory, time, delays, maxReadLag);
        }

        /** Returns how long after its beginning a read stops asking the issuer. */
        Duration longest() {
            return delays.stream().reduce(ANSWERS, Duration::plus);
        }

        /** Returns whether the issuer may not show a write yet, so that an absence is not believed. */
        boolean mayLagBehind(AcknowledgedWrite write) {
            return time.nanoTime() - write.learnedAt() < maxReadLag.toNanos();
        }
    }

    static HistoryRead begin(Source source, RedeemableId id, HistoryQuery query, long generation) {
        HistoryRead read = new HistoryRead(source, id, query, generation);
        read.read(0, null);
        return read;
    }

    CompletionStage<VerifiedRead<Optional<RedemptionHistory>>> end() {
        return sequence.end();
    }

    void cancel() {
        sequence.cancel();
    }

    /** Reads once. If it fails after an answer that lagged, that answer stands. */
    private void read(int again, @Nullable HistoryView before) {
        sequence.ask(() -> issuer.history(id, query), (answer, failure) -> {
            HistoryView newest = answer == null ? before : new HistoryView(query, answer.orElse(null));
            if (newest == null) {
                sequence.fail(failure == null ? DelegateCalls.broken() : failure);
            } else {
                verify(again, newest);
            }
        });
    }

    private void verify(int again, HistoryView view) {
        List<AcknowledgedWrite> contradicted = view.contradicted(memory.writes(id, generation));
        if (contradicted.isEmpty()) {
            sequence.end(VerifiedRead.passed(view.answer()));
        } else if (again < delays.size()
                && !sequence.hasTaken(longest)
                && contradicted.stream().anyMatch(write -> memory.standsFirm(id, write))) {
            sequence.later(delays.get(again), () -> read(again + 1, view));
        } else {
            List<AcknowledgedWrite> removed =
                    contradicted.stream().filter(write -> !write.added()).toList();
            List<AcknowledgedWrite> missing =
                    contradicted.stream().filter(AcknowledgedWrite::added).toList();
            new Correction(view, removed, missing).askFor(0);
        }
    }

    /**
     * Corrects an answer that still lags after all delays. A removed redemption is not asked for: no issuer gives an id
     * twice.
     */
    private final class Correction {
        private final HistoryView view;
        private final List<AcknowledgedWrite> removed;
        private final List<AcknowledgedWrite> missing;
        private final List<Redemption> found = new ArrayList<>();
        private boolean lags;

        Correction(HistoryView view, List<AcknowledgedWrite> removed, List<AcknowledgedWrite> missing) {
            this.view = view;
            this.removed = removed;
            this.missing = missing;
        }

        void askFor(int index) {
            if (index == missing.size()) {
                conclude();
                return;
            }
            AcknowledgedWrite write = missing.get(index);
            Redemption acknowledged = write.redemption();
            if (acknowledged != null && (index >= MOST_QUESTIONS || sequence.hasTaken(longest))) {
                found.add(acknowledged);
                askFor(index + 1);
                return;
            }
            sequence.ask(() -> issuer.find(id, write.id(), Freshness.FROM_ISSUER), (one, failure) -> {
                if (one != null && one.isPresent()) {
                    found.add(one.get());
                } else if (one != null) {
                    handleAbsence(write, acknowledged);
                } else if (acknowledged != null) {
                    found.add(acknowledged); // nothing contradicts the acknowledgement
                } else {
                    sequence.fail(failure == null ? DelegateCalls.broken() : failure);
                    return;
                }
                askFor(index + 1);
            });
        }

        /** Handles an absence: another client has reversed the redemption, unless the issuer may lag. */
        private void handleAbsence(AcknowledgedWrite write, @Nullable Redemption acknowledged) {
            if (!source.mayLagBehind(write) || !memory.standsFirm(id, write)) {
                memory.drop(id, write);
            } else if (acknowledged != null) {
                found.add(acknowledged);
            } else {
                lags = true;
            }
        }

        private void conclude() {
            boolean asItIs = found.isEmpty() && removed.isEmpty() && !lags;
            Optional<RedemptionHistory> answer = view.answer();
            sequence.end(
                    new VerifiedRead<>(asItIs ? answer : Optional.of(view.corrected(found, removed)), answer, false));
        }
    }
}
