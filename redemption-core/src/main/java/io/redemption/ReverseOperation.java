package io.redemption;

import io.redemption.events.RedemptionListener.Component;
import io.redemption.internal.CallerStage;
import io.redemption.internal.Stages;
import io.redemption.internal.calls.UnsentCalls;
import io.redemption.model.Operation;
import io.redemption.model.RedemptionException;
import io.redemption.model.Reversal;
import io.redemption.model.ReversalOutcome;
import io.redemption.model.Reversed;
import io.redemption.port.AttemptJournal;
import io.redemption.port.RedemptionChangeListener.Change;
import io.redemption.port.RedemptionChangeListener.RedemptionChange;
import io.redemption.port.ReversalState;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Reverses a redemption. A reversal has no second effect, so nothing is recorded before it is sent. Its outcome is
 * recorded before the caller gets it, so that a reversed attempt is not answered as redeemed.
 */
final class ReverseOperation {
    private final RedemptionsContext context;
    private final CallReporter reporter;
    private final Backstop backstop;
    private final GuardedJournal journal;
    private final Doubts doubts;
    private final ForegroundWait wait;

    ReverseOperation(RedemptionsContext context, Doubts doubts, ForegroundWait wait) {
        this.context = context;
        this.reporter = context.reporter();
        this.backstop = context.backstop();
        this.journal = context.guardedJournal();
        this.doubts = doubts;
        this.wait = wait;
    }

    CompletionStage<ReversalOutcome> reverse(Reversal reversal) {
        CallReporter.Call report =
                reporter.begin(Operation.REVERSE, reversal.redeemable().kind());
        Instant sentAt;
        try {
            sentAt = context.time().now();
            doubts.clock().sending(reversal, AttemptJournal.NO_OPENING);
        } catch (Throwable ofTheClock) {
            reporter.componentFailed(Component.TIME_SOURCE, ofTheClock);
            RedemptionException unsent = UnsentCalls.broken(ofTheClock);
            report.failed(unsent);
            return CompletableFuture.failedStage(unsent);
        }
        GuardedCall<ReversalOutcome> call = backstop.write(
                report, () -> context.port().reverse(reversal), doubt -> doubts.unknown(reversal, doubt, sentAt));
        CallerStage<ReversalOutcome> own = new CallerStage<>(call::cancel);
        call.answer().whenComplete((answered, thrown) -> {
            doubts.clock().sent(reversal);
            ReversalOutcome outcome = answered == null ? null : completed(answered);
            recorded(reversal, outcome)
                    .thenCompose(done -> resolved(reversal, outcome, report))
                    .exceptionally(failed -> outcome)
                    .thenAccept(last -> {
                        end(reversal, report, last, thrown);
                        Stages.relay(last, thrown, own);
                    });
        });
        call.late().whenComplete((late, thrown) -> {
            doubts.clock().sentLate(reversal);
            recorded(reversal, late).whenComplete((done, failed) -> notifyLate(reversal, late));
        });
        return own;
    }

    /**
     * Waits for the resolution of a doubt if the options say so. That it was not reversed is not answered by a call.
     */
    private CompletionStage<@Nullable ReversalOutcome> resolved(
            Reversal reversal, @Nullable ReversalOutcome outcome, CallReporter.Call report) {
        CompletionStage<@Nullable ReversalOutcome> known = CompletableFuture.completedStage(outcome);
        if (outcome == null) {
            return known;
        }
        return outcome.fold(
                reversed -> known,
                nothing -> known,
                refused -> known,
                unknown -> wait.isGone(unknown.ticket(), report.elapsed())
                        .thenApply(isGone -> isGone ? new Reversed(reversal) : unknown));
    }

    private ReversalOutcome completed(ReversalOutcome outcome) {
        return outcome.<ReversalOutcome>fold(
                reversed -> reversed, nothing -> nothing, refused -> refused, doubts::completed);
    }

    /** Records the outcome. "Nothing to reverse" counts as reversed: it was reversed elsewhere. */
    private CompletionStage<Void> recorded(Reversal reversal, @Nullable ReversalOutcome outcome) {
        CompletionStage<Void> nothing = CompletableFuture.completedFuture(null);
        if (outcome == null) {
            return nothing;
        }
        return outcome.fold(
                reversed -> journal.reversal(reversal, new ReversalState.Gone()),
                none -> journal.reversal(reversal, new ReversalState.Gone()),
                refused -> nothing,
                unknown -> journal.reversal(reversal, new ReversalState.InDoubt(unknown.ticket())));
    }

    private void end(
            Reversal reversal,
            CallReporter.Call report,
            @Nullable ReversalOutcome outcome,
            @Nullable Throwable thrown) {
        if (outcome == null) {
            report.failed(Stages.cause(thrown));
            return;
        }
        Runnable action = outcome.fold(
                reversed -> () -> {
                    notifyChange(reversal, Change.REMOVED);
                    report.done();
                },
                nothing -> () -> {
                    notifyChange(reversal, Change.SETTLED);
                    report.done();
                },
                refused -> () -> report.refused(refused.violations()),
                unknown -> () -> {
                    notifyChange(reversal, Change.IN_DOUBT);
                    report.unknown(unknown.ticket().doubt());
                });
        action.run();
    }

    /** Notifies the caches of an outcome that the adapter learned after it was given up. */
    private void notifyLate(Reversal reversal, @Nullable ReversalOutcome late) {
        boolean settled = late == null
                || late.<Boolean>fold(
                        reversed -> {
                            notifyChange(reversal, Change.REMOVED);
                            return true;
                        },
                        nothing -> true,
                        refused -> true,
                        unknown -> false);
        if (settled) {
            notifyChange(reversal, Change.SETTLED);
        }
    }

    private void notifyChange(Reversal reversal, Change change) {
        context.notifyChange(reversal.redeemable(), change, new RedemptionChange(reversal.redemption(), null));
    }
}
