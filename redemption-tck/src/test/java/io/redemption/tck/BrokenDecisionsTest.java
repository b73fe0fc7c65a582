package io.redemption.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.redemption.model.AttemptId;
import io.redemption.model.Decision;
import io.redemption.model.DecisionResult;
import io.redemption.model.Redeemed;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionOutcome;
import io.redemption.model.Resolution.Obstacle;
import io.redemption.port.AttemptJournal;
import io.redemption.port.AttemptState;
import io.redemption.port.PendingDoubt;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each journal that treats a person's decision wrongly fails the clause that says so. */
class BrokenDecisionsTest {
    /** A journal that keeps decisions beside its store, as each test says. */
    private abstract static class Beside extends ToyJournal {
        final Map<AttemptId, Decision> decisions = new HashMap<>();

        Beside(AttemptJournal store) {
            super(store);
        }

        @Override
        public CompletionStage<DecisionResult> decide(AttemptId id, Decision decision) {
            decisions.put(id, decision);
            return super.decide(id, decision);
        }
    }

    private static Arguments broken(String what, String clause, Function<AttemptJournal, AttemptJournal> journal) {
        return Arguments.of(what, clause, journal);
    }

    static Stream<Arguments> brokenJournals() {
        return Stream.of(
                broken(
                        "acknowledges and forgets",
                        "a decision of a person is kept and the attempt stays open",
                        store -> new Beside(store) {
                            @Override
                            public CompletionStage<DecisionResult> decide(AttemptId id, Decision decision) {
                                return CompletableFuture.completedStage(DecisionResult.RECORDED);
                            }
                        }),
                broken("keeps the first", "a later decision replaces an earlier one", store -> new Beside(store) {
                    @Override
                    public CompletionStage<DecisionResult> decide(AttemptId id, Decision decision) {
                        return decisions.putIfAbsent(id, decision) == null
                                ? store.decide(id, decision)
                                : CompletableFuture.completedStage(DecisionResult.RECORDED);
                    }
                }),
                broken(
                        "says that it decides what is settled",
                        "what is not in doubt cannot be decided",
                        store -> new Beside(store) {
                            @Override
                            public CompletionStage<DecisionResult> decide(AttemptId id, Decision decision) {
                                return store.decide(id, decision).thenApply(done -> DecisionResult.RECORDED);
                            }
                        }),
                broken(
                        "decides what is under way",
                        "what may be under way cannot be decided",
                        store -> new Beside(store) {
                            @Override
                            public CompletionStage<Optional<AttemptState>> find(AttemptId id) {
                                return store.find(id)
                                        .thenApply(state -> state.map(known -> with(decisions.get(id), known)));
                            }
                        }),
                broken(
                        "hands out nothing decided",
                        "a decided doubt is handed out, held and handed over as before",
                        store -> new Beside(store) {
                            @Override
                            public CompletionStage<List<PendingDoubt>> takeDoubts(int max, Duration lease) {
                                return store.takeDoubts(max, lease)
                                        .thenApply(all -> all.stream()
                                                .filter(doubt -> !decisions.containsKey(doubt.subject()))
                                                .toList());
                            }
                        }),
                broken(
                        "decides nothing that was handed over",
                        "what was handed over can be decided",
                        store -> new Beside(store) {
                            private @Nullable Object handedOver;

                            @Override
                            public CompletionStage<Void> handOver(PendingDoubt doubt, Obstacle why) {
                                handedOver = doubt.subject();
                                return store.handOver(doubt, why);
                            }

                            @Override
                            public CompletionStage<DecisionResult> decide(AttemptId id, Decision decision) {
                                return id.equals(handedOver)
                                        ? CompletableFuture.completedStage(DecisionResult.NOT_IN_DOUBT)
                                        : store.decide(id, decision);
                            }
                        }),
                broken("lets a decision outrank proof", "proof outranks a decision", store -> new Beside(store) {
                    @Override
                    public CompletionStage<Void> settle(AttemptId id, long opening, RedemptionOutcome outcome) {
                        return decisions.containsKey(id)
                                ? CompletableFuture.completedStage(null)
                                : store.settle(id, opening, outcome);
                    }
                }),
                broken("takes a decision for proof", "proof outranks a decision", store -> new Beside(store) {
                    @Override
                    public CompletionStage<DecisionResult> decide(AttemptId id, Decision decision) {
                        CompletionStage<Void> settled = decision.outcome() == Decision.Outcome.REDEEMED
                                ? store.settle(id, NO_OPENING, invented(id))
                                : CompletableFuture.completedStage(null);
                        return settled.thenApply(done -> DecisionResult.RECORDED);
                    }
                }),
                broken("decides an attempt for good", "a decision belongs to its opening", store -> new Beside(store) {
                    @Override
                    public CompletionStage<Optional<AttemptState>> find(AttemptId id) {
                        return store.find(id).thenApply(state -> state.map(known -> with(decisions.get(id), known)));
                    }
                }),
                broken(
                        "loses decisions with its process",
                        "a decision survives a restart, if the journal does",
                        store -> new Beside(store) {
                            @Override
                            public boolean survivesRestart() {
                                return true;
                            }

                            @Override
                            public CompletionStage<DecisionResult> decide(AttemptId id, Decision decision) {
                                decisions.put(id, decision);
                                return CompletableFuture.completedStage(DecisionResult.RECORDED);
                            }

                            @Override
                            public CompletionStage<Optional<AttemptState>> find(AttemptId id) {
                                return store.find(id)
                                        .thenApply(state -> state.map(known -> with(decisions.get(id), known)));
                            }
                        }));
    }

    private static AttemptState with(@Nullable Decision decision, AttemptState known) {
        return known instanceof AttemptState.Open open
                ? new AttemptState.Open(open.opening(), open.ticket(), decision)
                : known;
    }

    private static RedemptionOutcome invented(AttemptId id) {
        RedemptionAttempt attempt = JournalUnderTest.attempt(id, JournalUnderTest.request());
        return Redeemed.of(JournalUnderTest.redemption(attempt, "decided"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("brokenJournals")
    void contract_brokenDecisions_failTheirClause(
            String what, String clause, Function<AttemptJournal, AttemptJournal> journal) {
        AttemptJournal store = AttemptJournal.inMemory();
        JournalClauses.Proof proof = Objects.requireNonNull(
                JournalClauses.all(() -> journal.apply(store), () -> journal.apply(store), Duration.ofSeconds(10))
                        .get(clause),
                "no such clause");

        assertThat(catchThrowable(proof::run)).as(what).isInstanceOf(AssertionError.class);
    }
}
