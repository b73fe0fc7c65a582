package io.redemption;

import io.redemption.events.RedemptionCall;
import io.redemption.events.RedemptionListener.Contradicted;
import io.redemption.events.RedemptionListener.Resolved;
import io.redemption.events.RedemptionListener.Verdict;
import io.redemption.model.AttemptId;
import io.redemption.model.Redeemed;
import io.redemption.model.Redemption;
import io.redemption.model.RedemptionId;
import io.redemption.model.Resolution;
import io.redemption.model.Reversal;
import io.redemption.model.Ticket;
import io.redemption.model.Unknown;
import io.redemption.port.AttemptJournal;
import io.redemption.port.AttemptState;
import io.redemption.port.RedemptionChangeListener.Change;
import io.redemption.port.RedemptionChangeListener.RedemptionChange;
import io.redemption.port.ReversalState;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Records resolutions in the journal, and notifies the caches and the listener, before the caller gets them. */
final class ResolutionRecorder {
    private static final CompletionStage<Void> NOTHING = CompletableFuture.completedFuture(null);

    private final RedemptionsContext context;
    private final CallReporter reporter;
    private final GuardedJournal journal;
    private final Doubts doubts;

    ResolutionRecorder(RedemptionsContext context, Doubts doubts) {
        this.context = context;
        this.reporter = context.reporter();
        this.journal = context.guardedJournal();
        this.doubts = doubts;
    }

    CompletionStage<Resolution> ofRedeem(Ticket ticket, @Nullable AttemptState before, Resolution resolution) {
        AttemptId attempt = ticket.attemptId();
        if (attempt == null) {
            return CompletableFuture.completedStage(resolution);
        }
        List<Redemption> found = resolution.fold(
                confirmed -> List.of(confirmed.redemption()),
                absent -> List.of(),
                duplicate -> duplicate.redemptions(),
                still -> List.of());
        found.forEach(redemption -> context.notifyChange(
                ticket.redeemable(), Change.ADDED, new RedemptionChange(redemption.id(), redemption)));
        if (!found.isEmpty() && wasAbsent(before)) {
            contradicted(ticket, found.get(0).id());
        }
        Decisions.of(before)
                .ifPresent(decision ->
                        Decisions.reportIfWrong(reporter, RedemptionCall.of(ticket), decision, verdictOf(resolution)));
        reportResolved(ticket, RedemptionChange.of(attempt), resolution);
        CompletionStage<Void> recording = resolution.fold(
                confirmed -> journal.settle(attempt, AttemptJournal.NO_OPENING, Redeemed.of(confirmed.redemption())),
                absent -> absent(attempt, before),
                duplicate -> NOTHING,
                still -> newTicket(attempt, before, still.ticket()));
        if (!found.isEmpty()) {
            doubts.clock().settled(attempt);
        }
        return recording.handle((recorded, thrown) -> resolution);
    }

    private static boolean wasAbsent(@Nullable AttemptState before) {
        return before != null
                && before.fold(open -> false, settled -> false, in -> false, reversed -> false, absent -> true);
    }

    /** Records that the attempt has no active redemption. If it was redeemed before, it was reversed elsewhere. */
    private CompletionStage<Void> absent(AttemptId attempt, @Nullable AttemptState before) {
        if (before == null) {
            return journal.absent(attempt, AttemptJournal.NO_OPENING);
        }
        return before.fold(
                open -> journal.absent(attempt, open.opening()),
                settled -> settled.outcome()
                        .fold(
                                redeemed ->
                                        journal.reversal(Reversal.of(redeemed.redemption()), new ReversalState.Gone()),
                                refused -> NOTHING,
                                unknown -> NOTHING),
                in -> journal.reversal(Reversal.of(in.redemption()), new ReversalState.Gone()),
                reversed -> NOTHING,
                absent -> NOTHING);
    }

    private CompletionStage<Void> newTicket(AttemptId attempt, @Nullable AttemptState before, Ticket ticket) {
        return before == null
                ? NOTHING
                : before.fold(
                        open -> open.ticket() == null || open.ticket().equals(ticket)
                                ? NOTHING
                                : journal.settle(attempt, open.opening(), new Unknown(ticket)),
                        settled -> NOTHING,
                        in -> NOTHING,
                        reversed -> NOTHING,
                        absent -> NOTHING);
    }

    CompletionStage<Resolution> ofReversal(Ticket ticket, @Nullable ReversalState before, Resolution resolution) {
        RedemptionId redemption = ticket.redemption();
        if (redemption == null) {
            return CompletableFuture.completedStage(resolution);
        }
        Reversal reversal = new Reversal(ticket.redeemable(), redemption);
        boolean wasGone = before != null && before.fold(gone -> true, doubt -> false, stands -> false);
        CompletionStage<Void> recording = resolution.fold(
                confirmed -> {
                    if (wasGone) {
                        contradicted(ticket, redemption);
                        context.notifyChange(
                                ticket.redeemable(),
                                Change.ADDED,
                                new RedemptionChange(redemption, confirmed.redemption()));
                    }
                    return journal.reversal(reversal, new ReversalState.Standing(confirmed.redemption()));
                },
                absent -> {
                    context.notifyChange(ticket.redeemable(), Change.REMOVED, new RedemptionChange(redemption, null));
                    return journal.reversal(reversal, new ReversalState.Gone());
                },
                duplicate -> NOTHING,
                still -> NOTHING);
        reportResolved(ticket, new RedemptionChange(redemption, null), resolution);
        return recording.handle((recorded, thrown) -> resolution);
    }

    private void contradicted(Ticket ticket, RedemptionId redemption) {
        reporter.report(l -> l.contradicted(new Contradicted(RedemptionCall.of(ticket), redemption)));
    }

    private static Verdict verdictOf(Resolution resolution) {
        return resolution.fold(
                confirmed -> Verdict.CONFIRMED,
                absent -> Verdict.ABSENT,
                duplicate -> Verdict.DUPLICATE,
                still -> Verdict.STILL_UNKNOWN);
    }

    private void reportResolved(Ticket ticket, RedemptionChange doubt, Resolution resolution) {
        Verdict verdict = verdictOf(resolution);
        if (verdict != Verdict.STILL_UNKNOWN) {
            context.notifyChange(ticket.redeemable(), Change.SETTLED, doubt);
        }
        List<RedemptionId> found = resolution.fold(
                confirmed -> List.of(confirmed.redemption().id()),
                absent -> List.of(),
                duplicate ->
                        duplicate.redemptions().stream().map(Redemption::id).toList(),
                still -> still.found());
        Duration age = doubts.age(ticket);
        reporter.report(l -> l.resolved(new Resolved(RedemptionCall.of(ticket), verdict, age, found)));
    }
}
