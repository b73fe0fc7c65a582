package io.redemption;

import io.redemption.events.RedemptionCall;
import io.redemption.events.RedemptionListener.Verdict;
import io.redemption.model.Redeemed;
import io.redemption.model.Redemption;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionOutcome;
import io.redemption.model.Refused;
import io.redemption.model.Unknown;
import io.redemption.model.ViolationCode;
import io.redemption.port.RedemptionChangeListener.Change;
import io.redemption.port.RedemptionChangeListener.RedemptionChange;
import java.util.concurrent.CompletionStage;

/** Records outcomes of attempts in the journal, and notifies the caches, before the caller gets them. Thread-safe. */
final class OutcomeRecorder {
    private final RedemptionsContext context;
    private final GuardedJournal journal;
    private final Doubts doubts;

    OutcomeRecorder(RedemptionsContext context, Doubts doubts) {
        this.context = context;
        this.journal = context.guardedJournal();
        this.doubts = doubts;
    }

    /** Records what a send came to. It also settles the doubt that earlier sends left. */
    CompletionStage<Void> recordAnswer(AttemptInFlight flight, RedemptionOutcome outcome) {
        boolean mayBeDecided = flight.before() != null;
        CompletionStage<Void> recording = mayBeDecided
                ? compared(flight, proofOf(outcome)).thenCompose(compared -> record(flight, outcome))
                : record(flight, outcome);
        if (mayBeDecided && outcome.fold(redeemed -> true, refused -> true, unknown -> false)) {
            notifySettled(flight.attempt());
        }
        return recording;
    }

    /**
     * Records an outcome that the adapter learned after the backstop had given it up. A refusal counts only for the
     * last send: it proves nothing about a later one.
     */
    void recordLate(AttemptInFlight flight, RedemptionOutcome outcome, boolean isLast) {
        if (outcome.fold(redeemed -> true, refused -> isLast, unknown -> false)) {
            compared(flight, proofOf(outcome)).thenCompose(compared -> record(flight, outcome));
            notifySettled(flight.attempt());
        }
    }

    /** Records the proof, learned late, that the attempt was not executed. */
    void recordLateFailure(AttemptInFlight flight) {
        compared(flight, Verdict.ABSENT).thenCompose(compared -> forget(flight));
        doubts.clock().settled(flight.attempt().id());
        notifySettled(flight.attempt());
    }

    private static Verdict proofOf(RedemptionOutcome outcome) {
        return outcome.fold(redeemed -> Verdict.CONFIRMED, refused -> Verdict.ABSENT, unknown -> Verdict.STILL_UNKNOWN);
    }

    /** Reports a decision of a person that what is about to be recorded contradicts. Never fails. */
    private CompletionStage<Boolean> compared(AttemptInFlight flight, Verdict proof) {
        RedemptionAttempt attempt = flight.attempt();
        return journal.find(attempt.id()).handle((state, thrown) -> {
            Decisions.of(state == null ? null : state.orElse(null))
                    .ifPresent(decision ->
                            Decisions.reportIfWrong(context.reporter(), RedemptionCall.of(attempt), decision, proof));
            return thrown == null;
        });
    }

    CompletionStage<Void> record(AttemptInFlight flight, RedemptionOutcome outcome) {
        return outcome.fold(
                redeemed -> redeemed(flight, redeemed),
                refused -> refused(flight, refused),
                unknown -> unknown(flight, unknown));
    }

    private CompletionStage<Void> redeemed(AttemptInFlight flight, Redeemed redeemed) {
        Redemption redemption = redeemed.redemption();
        RedemptionAttempt attempt = flight.attempt();
        doubts.clock().settled(attempt.id());
        context.notifyChange(attempt.redeemable(), Change.ADDED, new RedemptionChange(redemption.id(), redemption));
        return journal.settle(attempt.id(), flight.opening(), redeemed.replayed() ? Redeemed.of(redemption) : redeemed);
    }

    private CompletionStage<Void> refused(AttemptInFlight flight, Refused refused) {
        RedemptionAttempt attempt = flight.attempt();
        doubts.clock().settled(attempt.id());
        // "Not found" is not final: the redeemable may exist later, or under the right base URI.
        return isNotFound(refused)
                ? journal.discard(attempt.id(), flight.opening())
                : journal.settle(attempt.id(), flight.opening(), refused);
    }

    private static boolean isNotFound(Refused refused) {
        return refused.violations().stream().anyMatch(violation -> {
            String status = violation.parameters().getOrDefault("status", "");
            return violation.code().equals(ViolationCode.UNKNOWN_REDEEMABLE)
                    || (violation.code().equals(ViolationCode.REFUSED_BY_ISSUER)
                            && (status.equals("404") || status.equals("410")));
        });
    }

    private CompletionStage<Void> unknown(AttemptInFlight flight, Unknown unknown) {
        RedemptionAttempt attempt = flight.attempt();
        doubts.began(unknown);
        context.notifyChange(attempt.redeemable(), Change.IN_DOUBT, RedemptionChange.of(attempt.id()));
        return journal.settle(attempt.id(), flight.opening(), unknown);
    }

    private void notifySettled(RedemptionAttempt attempt) {
        context.notifyChange(attempt.redeemable(), Change.SETTLED, RedemptionChange.of(attempt.id()));
    }

    /** Removes an opening of which nothing was sent. What is proven of an earlier opening stays known. */
    CompletionStage<Void> forget(AttemptInFlight flight) {
        RedemptionAttempt attempt = flight.attempt();
        return flight.wasAbsent()
                ? journal.absent(attempt.id(), flight.opening())
                : journal.discard(attempt.id(), flight.opening());
    }
}
