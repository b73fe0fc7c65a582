package io.redemption.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.redemption.model.AttemptId;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionOutcome;
import io.redemption.model.Resolution.Obstacle;
import io.redemption.model.Reversal;
import io.redemption.model.TransactionChoice;
import io.redemption.model.Unknown;
import io.redemption.port.AttemptJournal;
import io.redemption.port.AttemptState;
import io.redemption.port.PendingDoubt;
import io.redemption.port.ReversalState;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each broken journal fails a clause of the contract that says so, and a right one fails none. */
class BrokenJournalTest {
    private static final CompletionStage<Void> DONE = CompletableFuture.completedFuture(null);

    /** Journals of one store: each restart makes another one over it. */
    private static final class Store {
        private final Function<AttemptJournal, AttemptJournal> process;
        private AttemptJournal kept = AttemptJournal.inMemory();

        Store(Function<AttemptJournal, AttemptJournal> process) {
            this.process = process;
        }

        AttemptJournal journal() {
            kept = AttemptJournal.inMemory();
            return afterRestart();
        }

        AttemptJournal afterRestart() {
            return process.apply(kept);
        }
    }

    private static Arguments broken(String what, String clause, Function<AttemptJournal, AttemptJournal> process) {
        return Arguments.of(what, clause, process);
    }

    static Stream<Arguments> brokenJournals() {
        String restart = "what was acknowledged is known after a kill, if the journal survives that";
        return Stream.of(
                broken(
                        "forgets at a restart though it says that it survives",
                        restart,
                        store -> new ToyJournal(AttemptJournal.inMemory()) {
                            @Override
                            public boolean survivesRestart() {
                                return true;
                            }
                        }),
                broken("acknowledges before the commit", restart, LateCommit::new),
                broken(
                        "discards by id",
                        "an attempt is discarded by its opening alone",
                        store -> new ToyJournal(store) {
                            @Override
                            public CompletionStage<Void> discard(AttemptId id, long opening) {
                                return store.discard(id, openingOf(store, id));
                            }
                        }),
                broken("discards what is settled", "what is settled is not discarded", store -> new ToyJournal(store) {
                    private @Nullable AttemptId gone;

                    @Override
                    public CompletionStage<Void> discard(AttemptId id, long opening) {
                        gone = id;
                        return store.discard(id, opening);
                    }

                    @Override
                    public CompletionStage<Optional<AttemptState>> find(AttemptId id) {
                        return id.equals(gone) ? CompletableFuture.completedStage(Optional.empty()) : store.find(id);
                    }
                }),
                broken(
                        "gives one transaction twice",
                        "a unique transaction id is for one attempt on a redeemable",
                        store -> new ToyJournal(store) {
                            @Override
                            public CompletionStage<Opening> open(RedemptionAttempt attempt) {
                                return store.open(withoutUnique(attempt));
                            }
                        }),
                broken("checks, then opens", "of many callers that open one attempt at once, one may send", Racy::new),
                broken(
                        "lets a refusal replace a redemption",
                        "what was redeemed stays redeemed by the same redemption",
                        store -> new ToyJournal(store) {
                            private boolean refused;

                            @Override
                            public CompletionStage<Void> settle(AttemptId id, long opening, RedemptionOutcome outcome) {
                                refused |= outcome.fold(redeemed -> false, refusal -> true, unknown -> false);
                                return store.settle(id, opening, outcome);
                            }

                            @Override
                            public CompletionStage<Optional<AttemptState>> find(AttemptId id) {
                                return refused
                                        ? CompletableFuture.completedStage(
                                                Optional.of(new AttemptState.Settled(JournalUnderTest.refused())))
                                        : store.find(id);
                            }
                        }),
                broken("lets a doubt replace gone", "a doubt does not replace gone", store -> new ToyJournal(store) {
                    private final Map<Reversal, ReversalState> last = new HashMap<>();

                    @Override
                    public CompletionStage<Void> reversal(Reversal reversal, ReversalState state) {
                        last.put(reversal, state);
                        return store.reversal(reversal, state);
                    }

                    @Override
                    public CompletionStage<Optional<ReversalState>> findReversal(Reversal reversal) {
                        return CompletableFuture.completedStage(Optional.ofNullable(last.get(reversal)));
                    }
                }),
                broken(
                        "records a refusal of any opening",
                        "a refusal or a doubt of another opening changes nothing",
                        store -> new ToyJournal(store) {
                            @Override
                            public CompletionStage<Void> settle(AttemptId id, long opening, RedemptionOutcome outcome) {
                                return store.settle(id, openingOf(store, id), outcome);
                            }
                        }),
                broken(
                        "records a redemption of its own opening only",
                        "a redemption counts whatever its opening",
                        store -> new ToyJournal(store) {
                            @Override
                            public CompletionStage<Void> settle(AttemptId id, long opening, RedemptionOutcome outcome) {
                                return openingOf(store, id) == opening ? store.settle(id, opening, outcome) : DONE;
                            }
                        }),
                broken(
                        "drops a redemption of an attempt that it does not know",
                        "a redemption of an attempt that is not known is kept",
                        store -> new ToyJournal(store) {
                            @Override
                            public CompletionStage<Void> settle(AttemptId id, long opening, RedemptionOutcome outcome) {
                                return openingOf(store, id) == NO_OPENING ? DONE : store.settle(id, opening, outcome);
                            }
                        }),
                broken(
                        "ignores reversals",
                        "an attempt whose redemption is gone is reversed",
                        store -> new ToyJournal(store) {
                            @Override
                            public CompletionStage<Void> reversal(Reversal reversal, ReversalState state) {
                                return DONE;
                            }
                        }),
                broken(
                        "forgets what is absent",
                        "what is proven absent may be opened again",
                        store -> new ToyJournal(store) {
                            @Override
                            public CompletionStage<Void> absent(AttemptId id, long opening) {
                                return store.discard(id, opening);
                            }
                        }),
                broken(
                        "hands one doubt to everybody",
                        "a doubt is handed out to one at a time",
                        store -> new ToyJournal(store) {
                            @Override
                            public CompletionStage<List<PendingDoubt>> takeDoubts(int max, Duration lease) {
                                return store.takeDoubts(max, Duration.ofNanos(1));
                            }
                        }),
                broken(
                        "hands out what a person has",
                        "what was handed over to a person is not handed out",
                        store -> new ToyJournal(store) {
                            @Override
                            public CompletionStage<Void> handOver(PendingDoubt doubt, Obstacle why) {
                                return DONE;
                            }
                        }),
                broken(
                        "hands out another ticket",
                        "a doubt is handed out with its ticket, its opening and its age",
                        store -> new ToyJournal(store) {
                            @Override
                            public CompletionStage<List<PendingDoubt>> takeDoubts(int max, Duration lease) {
                                return store.takeDoubts(max, lease)
                                        .thenApply(all -> all.stream()
                                                .map(doubt -> new PendingDoubt(
                                                        doubt.ticket().withoutUser(), doubt.opening(), doubt.age()))
                                                .toList());
                            }
                        }),
                broken(
                        "keeps the first ticket",
                        "a doubt keeps its ticket until it is settled",
                        store -> new ToyJournal(store) {
                            @Override
                            public CompletionStage<Void> settle(AttemptId id, long opening, RedemptionOutcome outcome) {
                                return store.settle(
                                        id,
                                        opening,
                                        outcome.fold(
                                                redeemed -> redeemed, refused -> refused, BrokenJournalTest::faded));
                            }
                        }));
    }

    private static RedemptionOutcome faded(Unknown unknown) {
        return new Unknown(unknown.ticket().begunEarlier());
    }

    private static long openingOf(AttemptJournal journal, AttemptId id) {
        return now(journal.find(id))
                .map(state -> state.<Long>fold(
                        AttemptState.Open::opening, settled -> -1L, in -> -1L, reversed -> -1L, absent -> -1L))
                .orElse(AttemptJournal.NO_OPENING);
    }

    private static <T> T now(CompletionStage<T> complete) {
        return complete.toCompletableFuture().join();
    }

    private static RedemptionAttempt withoutUnique(RedemptionAttempt attempt) {
        return attempt.request().transaction() instanceof TransactionChoice.Unique unique
                ? JournalUnderTest.attempt(
                        attempt.id(),
                        JournalUnderTest.request().transaction(new TransactionChoice.AsGiven(unique.id())))
                : attempt;
    }

    /** Writes an opening with the next call, and has acknowledged it before. */
    private static final class LateCommit extends ToyJournal {
        private Runnable commit = () -> {};

        LateCommit(AttemptJournal store) {
            super(store);
        }

        @Override
        public boolean survivesRestart() {
            return true;
        }

        @Override
        public synchronized CompletionStage<Opening> open(RedemptionAttempt attempt) {
            commit.run();
            CompletableFuture<Opening> opening = new CompletableFuture<>();
            Opening written = now(store.open(attempt));
            if (written instanceof Opening.Fresh fresh) {
                // As a transaction that is open: it is there for this process, and gone with it.
                CompletionStage<Void> unused = store.discard(attempt.id(), fresh.opening());
                commit = () -> {
                    CompletionStage<Opening> unusedLate = store.open(attempt);
                };
            }
            opening.complete(written);
            return opening;
        }

        @Override
        public synchronized CompletionStage<Void> settle(AttemptId id, long opening, RedemptionOutcome outcome) {
            commit.run();
            commit = () -> {};
            return store.settle(id, openingOf(store, id), outcome);
        }

        @Override
        public synchronized CompletionStage<Void> absent(AttemptId id, long opening) {
            commit.run();
            commit = () -> {};
            return store.absent(id, openingOf(store, id));
        }
    }

    /** Looks first and opens then, in two steps. */
    private static final class Racy extends ToyJournal {
        Racy(AttemptJournal store) {
            super(store);
        }

        @Override
        public CompletionStage<Opening> open(RedemptionAttempt attempt) {
            boolean known = now(store.find(attempt.id())).isPresent();
            LockSupport.parkNanos(1_000_000);
            Opening opening = now(store.open(attempt));
            return CompletableFuture.completedStage(
                    !known && opening instanceof Opening.Known ? new Opening.Fresh(1, false) : opening);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("brokenJournals")
    void contract_brokenJournal_failsItsClause(
            String what, String clause, Function<AttemptJournal, AttemptJournal> process) {
        JournalClauses.Proof proof =
                Objects.requireNonNull(clauses(new Store(process)).get(clause), "no such clause");

        assertThat(catchThrowable(proof::run)).as(what).isInstanceOf(AssertionError.class);
    }

    @Test
    void contract_rightJournal_failsNoClause() {
        assertThat(clauses(new Store(ForgottenAtRestart::new)).values())
                .allSatisfy(proof -> assertThat(catchThrowable(proof::run)).isNull());
    }

    private static final class ForgottenAtRestart extends ToyJournal {
        ForgottenAtRestart(AttemptJournal store) {
            super(AttemptJournal.inMemory());
        }
    }

    private static Map<String, JournalClauses.Proof> clauses(Store store) {
        Supplier<AttemptJournal> journals = store::journal;
        return JournalClauses.all(journals, store::afterRestart, Duration.ofSeconds(10));
    }
}
