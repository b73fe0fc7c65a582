package io.redemption;

import io.redemption.model.BasketOutcome;
import io.redemption.model.BasketOutcome.AllRedeemed;
import io.redemption.model.BasketOutcome.BasketUnknown;
import io.redemption.model.BasketOutcome.NoneRedeemed;
import io.redemption.model.FailureCode;
import io.redemption.model.Redeemed;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionException;
import io.redemption.model.RedemptionOutcome;
import io.redemption.model.Refused;
import io.redemption.model.Ticket;
import io.redemption.model.Violation;
import io.redemption.model.ViolationCode;
import io.redemption.port.AttemptJournal;
import io.redemption.port.AttemptState;
import io.redemption.port.BasketJournal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Decides what a call for a basket comes to: a new run, an answer from the journals, or the end of what an earlier run
 * left.
 */
final class BasketStart {
    private final RedemptionsContext context;
    private final BasketJournal journal;
    private final BasketSagas sagas;
    private final GuardedJournal attemptJournal;
    private final KnownAttempts known;

    BasketStart(RedemptionsContext context, BasketJournal journal, BasketSagas sagas, KnownAttempts known) {
        this.context = context;
        this.journal = journal;
        this.sagas = sagas;
        this.attemptJournal = context.guardedJournal();
        this.known = known;
    }

    void begin(BasketSaga saga) {
        sagas.find(saga.name()).thenCompose(log -> start(saga, log)).whenComplete((done, thrown) -> {
            if (thrown != null) {
                saga.end(null, BasketSagas.unrecorded(thrown));
            }
        });
    }

    private CompletionStage<?> start(BasketSaga saga, BasketJournal.Log log) {
        BasketState state = BasketState.of(log.records());
        return switch (state.phase()) {
            case NEW -> startNew(saga, log.epoch());
            case COMMITTED -> replay(saga.attempts()).whenComplete(saga::end);
            case ABORTED -> startAgain(saga, log);
            case RUNNING, ABORTING -> {
                if (journal.isShared()) {
                    yield underWayElsewhere(saga, state);
                }
                saga.takeUp(log); // an earlier process or an earlier run left it
                yield CompletableFuture.completedStage(null);
            }
        };
    }

    private CompletionStage<?> startNew(BasketSaga saga, long epoch) {
        Map<Integer, Refused> refusals;
        try {
            refusals = BasketOperation.refusals(context, saga.attempts());
        } catch (RedemptionException brokenRule) {
            saga.end(null, brokenRule);
            return CompletableFuture.completedStage(null);
        }
        if (!refusals.isEmpty()) {
            saga.end(new NoneRedeemed(refusals), null);
            return CompletableFuture.completedStage(null);
        }
        return eachState(saga.attempts(), (attempt, state) -> state.map(BasketStart::usedAlone))
                .thenAccept(used -> {
                    Map<Integer, Refused> known = new TreeMap<>();
                    for (int i = 0; i < used.size(); i++) {
                        Optional<Refused> refused = used.get(i);
                        if (refused.isPresent()) {
                            known.put(i, refused.get());
                        }
                    }
                    if (known.isEmpty()) {
                        saga.begin(epoch);
                    } else {
                        saga.end(new NoneRedeemed(known), null);
                    }
                });
    }

    /** Returns the refusal of an attempt that is known from outside of the basket; {@code null} if it may be sent. */
    private static @Nullable Refused usedAlone(AttemptState state) {
        return state.<Optional<Refused>>fold(
                        open -> Optional.of(KnownAttempts.reused(open)),
                        settled -> Optional.of(KnownAttempts.reused(settled)),
                        in -> Optional.of(KnownAttempts.reused(in)),
                        reversed -> Optional.of(Refused.of(Violation.of(ViolationCode.ATTEMPT_REVERSED))),
                        absent -> Optional.empty())
                .orElse(null);
    }

    /** Answers a basket that was refused as then. One that failed and of which nothing was redeemed begins anew. */
    private CompletionStage<?> startAgain(BasketSaga saga, BasketJournal.Log log) {
        BasketFindings findings = new BasketFindings();
        findings.recall(log.records());
        if (findings.refusals().isEmpty()) {
            return startNew(saga, log.epoch());
        }
        return eachState(saga.attempts(), (attempt, state) -> state.map(is -> known.answer(attempt, is)))
                .thenAccept(answers -> {
                    findings.refusals()
                            .replaceAll((i, codes) -> answers.get(i)
                                    .map(answer -> answer.fold(redeemed -> codes, refused -> refused, unknown -> codes))
                                    .orElse(codes));
                    saga.end(new NoneRedeemed(findings.refusals()), null);
                });
    }

    private static CompletionStage<?> underWayElsewhere(BasketSaga saga, BasketState state) {
        BasketOutcome unknown = state.unsettled().isEmpty() ? null : new BasketFindings().outcome(state, List.of());
        saga.end(
                unknown,
                new RedemptionException(
                        FailureCode.OVERLOADED, "basket: under way in another process; nothing more was sent"));
        return CompletableFuture.completedStage(null);
    }

    /** Answers a basket that was committed by what is known of its attempts now. */
    CompletionStage<BasketOutcome> replay(List<RedemptionAttempt> attempts) {
        return eachState(
                        attempts,
                        (attempt, state) -> known.answer(
                                attempt, state.orElseGet(() -> new AttemptState.Open(AttemptJournal.NO_OPENING, null))))
                .thenApply(BasketStart::combined);
    }

    private static BasketOutcome combined(List<RedemptionOutcome> outcomes) {
        List<Redeemed> redeemed = new ArrayList<>();
        Map<Integer, Refused> refusals = new TreeMap<>();
        List<Ticket> doubts = new ArrayList<>();
        for (int i = 0; i < outcomes.size(); i++) {
            int position = i;
            Runnable sorted = outcomes.get(i)
                    .fold(
                            one -> () -> redeemed.add(one),
                            refused -> () -> refusals.put(position, refused),
                            unknown -> () -> doubts.add(unknown.ticket()));
            sorted.run();
        }
        if (!doubts.isEmpty()) {
            return new BasketUnknown(doubts);
        }
        return refusals.isEmpty() ? new AllRedeemed(redeemed) : new NoneRedeemed(refusals);
    }

    private <T> CompletionStage<List<T>> eachState(
            List<RedemptionAttempt> attempts, BiFunction<RedemptionAttempt, Optional<AttemptState>, T> read) {
        CompletionStage<List<T>> all = CompletableFuture.completedStage(new ArrayList<>());
        for (RedemptionAttempt attempt : attempts) {
            all = all.thenCompose(list -> attemptJournal.find(attempt.id()).thenApply(state -> {
                list.add(read.apply(attempt, state));
                return list;
            }));
        }
        return all;
    }
}
