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
 * One history read from the issuer and checked against the facts of the generation in which it began: what was
 * acknowledged as added has to be inside, what was removed outside. An issuer that lags is read again after a while; in
 * the end the issuer is asked for each redemption that is missing: one that it has is put in, one that it does not have
 * was reversed by somebody else.
 */
final class HistoryRead {
    /**
     * More missing redemptions than this are put in as they were acknowledged, without asking; so are all when time is
     * up.
     */
    private static final int MOST_QUESTIONS = 20;

    private final Source source;
    private final RedemptionPort issuer;
    private final WriteMemory knowledge;
    private final List<Duration> delays;
    private final Duration longest;
    private final RedeemableId id;
    private final HistoryQuery query;
    private final long generation;
    private final ReadSequence<VerifiedRead<Optional<RedemptionHistory>>> steps;

    private HistoryRead(Source source, RedeemableId id, HistoryQuery query, long generation) {
        this.source = source;
        this.issuer = source.issuer();
        this.knowledge = source.knowledge();
        this.delays = source.delays();
        this.longest = source.longest();
        this.id = id;
        this.query = query;
        this.generation = generation;
        this.steps = new ReadSequence<>(source.time());
    }

    /**
     * What is read, and with what it is checked.
     *
     * @param maxReadLag how late the issuer may show what it executed
     */
    record Source(
            RedemptionPort issuer, WriteMemory knowledge, TimeSource time, List<Duration> delays, Duration maxReadLag) {
        /** How long answers may take, beside the waits, until nothing more is asked: callers do not wait for ever. */
        private static final Duration ANSWERS = Duration.ofSeconds(5);

        /** When the issuer is not asked again about one read, counted from its beginning. */
        Duration longest() {
            return delays.stream().reduce(ANSWERS, Duration::plus);
        }

        /** Whether the issuer may not show yet what this node knows, so that its "not there" is not believed. */
        boolean mayLagBehind(AcknowledgedWrite fact) {
            return time.nanoTime() - fact.learnedAt() < maxReadLag.toNanos();
        }
    }

    static HistoryRead begin(Source source, RedeemableId id, HistoryQuery query, long generation) {
        HistoryRead read = new HistoryRead(source, id, query, generation);
        read.read(0, null);
        return read;
    }

    CompletionStage<VerifiedRead<Optional<RedemptionHistory>>> end() {
        return steps.end();
    }

    void callOff() {
        steps.callOff();
    }

    /** A failure after an answer that lagged is no information: that answer stands. */
    private void read(int again, @Nullable HistoryView before) {
        steps.ask(() -> issuer.history(id, query), (answer, failure) -> {
            HistoryView newest = answer == null ? before : new HistoryView(query, answer.orElse(null));
            if (newest == null) {
                steps.fail(failure == null ? DelegateCalls.broken() : failure);
            } else {
                judge(again, newest);
            }
        });
    }

    private void judge(int again, HistoryView shown) {
        List<AcknowledgedWrite> contradicted = shown.contradicted(knowledge.facts(id, generation));
        if (contradicted.isEmpty()) {
            steps.end(VerifiedRead.passed(shown.answer()));
        } else if (again < delays.size()
                && !steps.haveTaken(longest)
                && contradicted.stream().anyMatch(fact -> knowledge.standsFirm(id, fact))) {
            steps.later(delays.get(again), () -> read(again + 1, shown));
        } else {
            List<AcknowledgedWrite> removed =
                    contradicted.stream().filter(fact -> !fact.added()).toList();
            List<AcknowledgedWrite> missing =
                    contradicted.stream().filter(AcknowledgedWrite::added).toList();
            new Correction(shown, removed, missing).askFor(0);
        }
    }

    /**
     * What becomes of an answer that lags for good. What was removed needs no question: no issuer gives an id twice.
     */
    private final class Correction {
        private final HistoryView shown;
        private final List<AcknowledgedWrite> removed;
        private final List<AcknowledgedWrite> missing;
        private final List<Redemption> found = new ArrayList<>();
        private boolean lags;

        Correction(HistoryView shown, List<AcknowledgedWrite> removed, List<AcknowledgedWrite> missing) {
            this.shown = shown;
            this.removed = removed;
            this.missing = missing;
        }

        void askFor(int index) {
            if (index == missing.size()) {
                conclude();
                return;
            }
            AcknowledgedWrite fact = missing.get(index);
            Redemption acknowledged = fact.redemption();
            if (acknowledged != null && (index >= MOST_QUESTIONS || steps.haveTaken(longest))) {
                found.add(acknowledged);
                askFor(index + 1);
                return;
            }
            steps.ask(() -> issuer.find(id, fact.id(), Freshness.FROM_ISSUER), (one, failure) -> {
                if (one != null && one.isPresent()) {
                    found.add(one.get());
                } else if (one != null) {
                    notThere(fact, acknowledged);
                } else if (acknowledged != null) {
                    found.add(acknowledged); // nothing speaks against the acknowledgement
                } else {
                    steps.fail(failure == null ? DelegateCalls.broken() : failure);
                    return;
                }
                askFor(index + 1);
            });
        }

        /** Somebody else has reversed it, unless the issuer may only lag. */
        private void notThere(AcknowledgedWrite fact, @Nullable Redemption acknowledged) {
            if (!source.mayLagBehind(fact) || !knowledge.standsFirm(id, fact)) {
                knowledge.drop(id, fact);
            } else if (acknowledged != null) {
                found.add(acknowledged);
            } else {
                lags = true;
            }
        }

        private void conclude() {
            boolean asItIs = found.isEmpty() && removed.isEmpty() && !lags;
            Optional<RedemptionHistory> answer = shown.answer();
            steps.end(
                    new VerifiedRead<>(asItIs ? answer : Optional.of(shown.corrected(found, removed)), answer, false));
        }
    }
}
