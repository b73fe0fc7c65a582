package io.redemption;

import io.redemption.events.RedemptionListener.ContractViolation;
import io.redemption.internal.CallerStage;
import io.redemption.internal.Stages;
import io.redemption.model.BasketOutcome;
import io.redemption.model.BasketOutcome.AllRedeemed;
import io.redemption.model.BasketOutcome.BasketUnknown;
import io.redemption.model.BasketOutcome.NoneRedeemed;
import io.redemption.model.Capabilities;
import io.redemption.model.Capability;
import io.redemption.model.Doubt;
import io.redemption.model.FailureCode;
import io.redemption.model.Operation;
import io.redemption.model.Redeemed;
import io.redemption.model.Redemption;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionException;
import io.redemption.model.Refused;
import io.redemption.model.Ticket;
import io.redemption.model.Violation;
import io.redemption.port.RedemptionChangeListener.Change;
import io.redemption.port.RedemptionChangeListener.RedemptionChange;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Redeems several attempts, all or nothing. Needs an issuer that does this in one step and honours attempt ids. */
final class BasketOperation {
    private final RedemptionsContext context;
    private final CallReporter reporter;
    private final Backstop backstop;
    private final Doubts doubts;
    private final boolean rewritesUserIds;

    BasketOperation(RedemptionsContext context, Doubts doubts) {
        this.context = context;
        this.reporter = context.reporter();
        this.backstop = context.backstop();
        this.doubts = doubts;
        this.rewritesUserIds = context.port().capabilities().rewritesUserIds();
    }

    /** Returns whether the issuer redeems a basket in one step and recognises it when it is repeated. */
    static boolean isDirect(Capabilities capabilities) {
        return capabilities.has(Capability.ATOMIC_BASKET) && capabilities.has(Capability.IDEMPOTENT_ATTEMPTS);
    }

    CompletionStage<BasketOutcome> redeemAll(List<RedemptionAttempt> attempts) {
        CallReporter.Call report = reporter.begin(Operation.REDEEM_ALL, null);
        RedemptionException unfit = unfit(attempts);
        if (unfit != null) {
            report.failed(unfit);
            return CompletableFuture.failedStage(unfit);
        }
        Map<Integer, Refused> refusals;
        try {
            refusals = refusals(context, attempts);
        } catch (RedemptionException brokenRule) {
            report.failed(brokenRule);
            return CompletableFuture.failedStage(brokenRule);
        }
        if (!refusals.isEmpty()) {
            BasketOutcome none = new NoneRedeemed(refusals);
            end(attempts, report, none, null);
            return CompletableFuture.completedStage(none);
        }
        Instant sentAt = context.time().now();
        GuardedCall<BasketOutcome> call = backstop.write(
                report, () -> context.port().redeemAll(attempts), doubt -> unknown(attempts, doubt, sentAt));
        CallerStage<BasketOutcome> own = new CallerStage<>(call::cancel);
        call.answer().whenComplete((answered, thrown) -> {
            BasketOutcome outcome = checked(attempts, answered, sentAt, report);
            end(attempts, report, outcome, thrown);
            Stages.relay(outcome, thrown, own);
        });
        call.late().whenComplete((late, thrown) -> notifyLate(attempts, checked(attempts, late, sentAt, report)));
        return own;
    }

    /** Replaces a confirmation that does not match the attempts by a doubt. */
    private @Nullable BasketOutcome checked(
            List<RedemptionAttempt> attempts,
            @Nullable BasketOutcome outcome,
            Instant sentAt,
            CallReporter.Call report) {
        boolean wrong =
                outcome != null && outcome.fold(all -> !confirms(all, attempts), none -> false, unknown -> false);
        if (!wrong) {
            return outcome;
        }
        report.broken(ContractViolation.WRONG_ECHO);
        return unknown(attempts, Doubt.ECHO_MISMATCH, sentAt);
    }

    private boolean confirms(AllRedeemed all, List<RedemptionAttempt> attempts) {
        boolean confirmed = all.redeemed().size() == attempts.size();
        for (int i = 0; confirmed && i < attempts.size(); i++) {
            Redemption redemption = all.redeemed().get(i).redemption();
            confirmed = attempts.get(i).contradiction(redemption, rewritesUserIds) == null;
        }
        return confirmed;
    }

    private BasketUnknown unknown(List<RedemptionAttempt> attempts, Doubt doubt, Instant sentAt) {
        return new BasketUnknown(
                attempts.stream().map(attempt -> ticket(attempt, doubt, sentAt)).toList());
    }

    private @Nullable RedemptionException unfit(List<RedemptionAttempt> attempts) {
        return isDirect(context.port().capabilities())
                ? unfitIds(attempts)
                : new RedemptionException(
                        FailureCode.NOT_SUPPORTED,
                        "this issuer does not redeem several redeemables in one step (expected: a basket journal)");
    }

    static @Nullable RedemptionException unfitIds(List<RedemptionAttempt> attempts) {
        long distinct = attempts.stream().map(RedemptionAttempt::id).distinct().count();
        if (attempts.isEmpty() || distinct < attempts.size()) {
            return new RedemptionException(
                    FailureCode.INVALID_ARGUMENT,
                    "basket: " + attempts.size() + " attempts with " + distinct
                            + " distinct ids (expected: one or more attempts, each with an id of its own)");
        }
        return null;
    }

    /** Returns the refusals of the rules by position; throws as {@link RedemptionsContext#violations} does. */
    static Map<Integer, Refused> refusals(RedemptionsContext context, List<RedemptionAttempt> attempts) {
        Map<Integer, Refused> refusals = new HashMap<>();
        for (int i = 0; i < attempts.size(); i++) {
            RedemptionAttempt attempt = attempts.get(i);
            List<Violation> violations = context.violations(attempt.request());
            if (!violations.isEmpty()) {
                refusals.put(i, new Refused(violations));
            }
        }
        return refusals;
    }

    private void end(
            List<RedemptionAttempt> attempts,
            CallReporter.Call report,
            @Nullable BasketOutcome outcome,
            @Nullable Throwable thrown) {
        if (outcome == null) {
            report.failed(Stages.cause(thrown));
            return;
        }
        Runnable action = outcome.fold(
                all -> () -> {
                    notifyAdded(all);
                    report.done();
                },
                none -> () -> report.refused(none.refusals().values().stream()
                        .flatMap(refused -> refused.violations().stream())
                        .toList()),
                unknown -> () -> {
                    notifyEach(attempts, Change.IN_DOUBT);
                    report.unknown(unknown.tickets().get(0).doubt());
                });
        action.run();
    }

    private void notifyEach(List<RedemptionAttempt> attempts, Change change) {
        attempts.forEach(
                attempt -> context.notifyChange(attempt.redeemable(), change, RedemptionChange.of(attempt.id())));
    }

    private void notifyAdded(AllRedeemed all) {
        for (Redeemed redeemed : all.redeemed()) {
            Redemption added = redeemed.redemption();
            context.notifyChange(added.redeemable(), Change.ADDED, new RedemptionChange(added.id(), added));
        }
    }

    /** Notifies the caches of an outcome that the adapter learned after it was given up. */
    private void notifyLate(List<RedemptionAttempt> attempts, @Nullable BasketOutcome late) {
        boolean settled = late == null
                || late.<Boolean>fold(
                        all -> {
                            notifyAdded(all);
                            return true;
                        },
                        none -> true,
                        unknown -> false);
        if (settled) {
            notifyEach(attempts, Change.SETTLED);
        }
    }

    private Ticket ticket(RedemptionAttempt attempt, Doubt doubt, Instant sentAt) {
        return doubts.unknown(attempt, doubt, sentAt).ticket();
    }
}
