package io.redemption;

import io.redemption.events.RedemptionCall;
import io.redemption.events.RedemptionListener.Component;
import io.redemption.internal.Stages;
import io.redemption.internal.calls.UnsentCalls;
import io.redemption.model.Capability;
import io.redemption.model.Doubt;
import io.redemption.model.FailureCode;
import io.redemption.model.Redeemed;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionException;
import io.redemption.model.RedemptionOutcome;
import io.redemption.model.Refused;
import io.redemption.model.Resolution;
import io.redemption.model.Unknown;
import io.redemption.model.Violation;
import io.redemption.port.AttemptJournal.Opening;
import io.redemption.port.AttemptState;
import io.redemption.port.RedemptionPort;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Redeems an attempt: rules, journal, port, journal again, and only then the answer to the caller. The rules decide
 * only if nothing is known of the attempt. An attempt under way in this process is joined. One that the journal knows
 * is not sent again, unless the issuer honours attempt ids.
 */
final class RedeemOperation {
    private final RedemptionsContext context;
    private final CallReporter reporter;
    private final Backstop backstop;
    private final GuardedJournal journal;
    private final Doubts doubts;
    private final KnownAttempts known;
    private final Resolver resolver;
    private final OutcomeRecorder recorder;
    private final ForegroundWait wait;
    private final AnswerCheck check;
    private final RepeatedSend repeated;
    private final boolean forgetsAtRestart;
    private final CallLimit unlimited;
    private final LeftCalls left;
    private final Map<Object, AttemptInFlight> flights = new ConcurrentHashMap<>();

    RedeemOperation(RedemptionsContext context, Doubts doubts, Resolver resolver, ForegroundWait wait) {
        this.context = context;
        this.reporter = context.reporter();
        this.backstop = context.backstop();
        this.journal = context.guardedJournal();
        this.doubts = doubts;
        this.known = new KnownAttempts(context, doubts, this::inFlight);
        this.resolver = resolver;
        this.wait = wait;
        this.recorder = new OutcomeRecorder(context, doubts);
        this.check = new AnswerCheck(context, doubts);
        this.repeated = new RepeatedSend(context, doubts, recorder, check);
        this.unlimited = context.unlimited();
        this.left = new LeftCalls(doubts);
        this.forgetsAtRestart = !context.journal().survivesRestart();
    }

    /**
     * Redeems an attempt.
     *
     * @param knownUnsent whether the caller guarantees that the attempt was never sent
     */
    CompletionStage<RedemptionOutcome> redeem(RedemptionAttempt attempt, boolean knownUnsent, CallLimit limit) {
        if (!limit.hasDeadline()) {
            return joinOrStart(flight(attempt, knownUnsent, limit), null);
        }
        Instant since = context.time().now();
        AttemptInFlight started = flight(attempt, knownUnsent, limit);
        AtomicReference<AttemptInFlight> joined = new AtomicReference<>(started);
        return limit.bound(
                () -> joinOrStart(started, joined),
                () -> left.redeem(Objects.requireNonNull(joined.get()), limit, since));
    }

    /**
     * Redeems an attempt that must not be sent after a monotonic time, because another process may by then have looked
     * for it and found nothing.
     */
    CompletionStage<RedemptionOutcome> redeemBy(long sendByNanos, RedemptionAttempt attempt) {
        AttemptInFlight flight = flight(attempt, false, unlimited);
        flight.mustBeSentBy(sendByNanos);
        return joinOrStart(flight, null);
    }

    private AttemptInFlight flight(RedemptionAttempt attempt, boolean knownUnsent, CallLimit limit) {
        CallReporter.Call report = reporter.begin(RedemptionCall.of(attempt));
        return new AttemptInFlight(attempt, rejection(attempt), knownUnsent, report, limit);
    }

    /**
     * Returns how to end an attempt as the rules say; {@code null} if they allow it. It applies only if nothing is
     * known of the attempt, because the rules may have changed since it was sent.
     */
    private @Nullable Consumer<AttemptInFlight> rejection(RedemptionAttempt attempt) {
        try {
            List<Violation> violations = context.violations(attempt.request());
            return violations.isEmpty() ? null : flight -> end(flight, new Refused(violations));
        } catch (RedemptionException brokenRule) {
            return flight -> fail(flight, brokenRule);
        }
    }

    /** Joins the attempt if it is under way, or starts it, and sets which of them the caller waits for. */
    private CompletionStage<RedemptionOutcome> joinOrStart(
            AttemptInFlight started, @Nullable AtomicReference<AttemptInFlight> joined) {
        CallReporter.Call report = started.report();
        while (true) {
            AttemptInFlight earlier = flights.putIfAbsent(started.attempt().id(), started);
            AttemptInFlight flight = earlier == null ? started : earlier;
            if (!flight.attempt().hasContentOf(started.attempt())) {
                Refused reused = KnownAttempts.reused("unknown");
                report.refused(reused.violations());
                return CompletableFuture.completedStage(reused);
            }
            // Callers who join get a replayed answer: the attempt was executed once.
            UnaryOperator<RedemptionOutcome> forCaller =
                    flight == started ? UnaryOperator.identity() : KnownAttempts::replayed;
            CompletionStage<RedemptionOutcome> own =
                    flight.join(forCaller, (outcome, thrown) -> reportEnd(report, outcome, thrown));
            if (own != null) {
                if (joined != null) {
                    joined.set(flight);
                }
                if (flight == started) {
                    open(flight);
                }
                return own;
            }
            flights.remove(started.attempt().id(), flight);
        }
    }

    private @Nullable CompletionStage<RedemptionOutcome> inFlight(Object attempt) {
        AttemptInFlight flight = flights.get(attempt);
        return flight == null ? null : flight.join(KnownAttempts::replayed, (outcome, thrown) -> {});
    }

    private void open(AttemptInFlight flight) {
        Stages.onEnd(journal.open(flight.attempt()), (opening, thrown) -> opened(flight, opening, thrown));
    }

    private void opened(AttemptInFlight flight, @Nullable Opening opening, @Nullable Throwable thrown) {
        safely(flight, () -> {
            if (thrown != null || opening == null) {
                fail(
                        flight,
                        new RedemptionException(
                                FailureCode.JOURNAL_FAILED,
                                "the journal could not record the attempt; nothing was sent"));
            } else if (opening instanceof Opening.Fresh fresh) {
                begin(flight, fresh); // before the fold, whose functions are objects
            } else {
                proceed(flight, opening);
            }
        });
    }

    private void proceed(AttemptInFlight flight, Opening opening) {
        Runnable next = opening.fold(
                fresh -> () -> begin(flight, fresh),
                confirmed -> () -> answerKnown(flight, confirmed.state()),
                reused -> () -> end(flight, KnownAttempts.reused(reused.state())),
                taken -> () -> known.answer(flight.attempt(), taken)
                        .whenComplete((answer, thrown) -> safely(flight, () -> taken(flight, answer, thrown))),
                () -> () -> fail(
                        flight,
                        new RedemptionException(
                                FailureCode.JOURNAL_FULL,
                                "the journal has no room for another attempt in doubt; nothing was sent")));
        next.run();
    }

    /** Continues after the attempt that holds the transaction id has answered, or the id has become free. */
    private void taken(AttemptInFlight flight, @Nullable RedemptionOutcome answer, @Nullable Throwable thrown) {
        if (answer != null) {
            end(flight, answer);
        } else if (Stages.cause(thrown) instanceof KnownAttempts.FreeAgain && flight.mayReopen()) {
            open(flight);
        } else {
            fail(flight, KnownAttempts.asFailure(thrown));
        }
    }

    private void begin(AttemptInFlight flight, Opening.Fresh fresh) {
        flight.openedAs(fresh.opening());
        flight.followsAbsence(fresh.isProvenAbsent());
        RedemptionAttempt attempt = flight.attempt();
        Consumer<AttemptInFlight> rejection = flight.rejection();
        boolean mayHaveBeenSent = forgetsAtRestart
                && !issuerHonoursAttempts()
                && !flight.isKnownUnsent()
                && !fresh.isProvenAbsent()
                && !context.origin().equals(attempt.preparedBy());
        if (rejection != null) {
            recorder.forget(flight).whenComplete((done, thrown) -> rejection.accept(flight));
        } else if (mayHaveBeenSent) {
            release(
                    flight,
                    new RedemptionException(
                            FailureCode.ORIGIN_UNKNOWN,
                            "attempt: prepared elsewhere, and this journal does not know after a restart whether it "
                                    + "was sent (expected: recover(attempt), which looks and never sends, or "
                                    + "redeemFirst(attempt), if it was certainly never sent); nothing was sent"));
        } else if (flight.haveAllCallersLeft()) {
            abandon(flight);
        } else if (context.looksFirst()
                && !issuerHonoursAttempts()
                && attempt.marker() != null
                && !fresh.isProvenAbsent()) {
            lookFirst(flight);
        } else {
            send(flight);
        }
    }

    private void lookFirst(AttemptInFlight flight) {
        CompletionStage<Resolution> look = flight.report().in(() -> resolver.recover(flight.attempt()));
        flight.stopBy(() -> Stages.cancel(look));
        look.whenComplete((seen, thrown) -> safely(flight, () -> {
            if (flight.haveAllCallersLeft()) {
                abandon(flight);
            } else if (seen == null) {
                release(flight, KnownAttempts.asFailure(thrown));
            } else {
                afterLook(flight, seen);
            }
        }));
    }

    private void afterLook(AttemptInFlight flight, Resolution seen) {
        RedemptionAttempt attempt = flight.attempt();
        try {
            FirstLook.outcome(seen, doubts.begunEarlier(attempt))
                    .ifPresentOrElse(
                            outcome -> recorder.record(flight, outcome)
                                    .whenComplete((done, failed) -> end(flight, outcome)),
                            () -> send(flight));
        } catch (RedemptionException unread) {
            release(flight, unread);
        }
    }

    private void answerKnown(AttemptInFlight flight, AttemptState state) {
        Runnable answered = () -> end(flight, known.answer(flight.attempt(), state));
        Runnable next = state.fold(
                open -> () -> proceedOpen(flight, open),
                settled -> answered,
                in -> answered,
                reversed -> answered,
                absent -> answered);
        next.run();
    }

    /** Returns the current capability. It is read each time, because an answer may have disproved it. */
    private boolean issuerHonoursAttempts() {
        return context.port().capabilities().has(Capability.IDEMPOTENT_ATTEMPTS);
    }

    private void proceedOpen(AttemptInFlight flight, AttemptState.Open open) {
        Unknown before = known.unknown(flight.attempt(), open);
        flight.openedAs(open.opening());
        flight.continues(before);
        // What a person has decided is not sent again, which could make their decision wrong.
        boolean maySend = issuerHonoursAttempts() && before.decision() == null && flight.rejection() == null;
        if (maySend && !flight.haveAllCallersLeft()) {
            send(flight);
        } else {
            endAfterWait(flight, before, false);
        }
    }

    private void send(AttemptInFlight flight) {
        RedemptionAttempt attempt = flight.attempt();
        if (flight.isTooLateAt(context.time().nanoTime())) {
            release(
                    flight,
                    new RedemptionException(
                            FailureCode.DEADLINE_EXCEEDED, "this process stood still for too long; nothing was sent"));
            return;
        }
        RedemptionPort port = flight.limit().portAfter(flight.report().elapsed());
        if (port == null) {
            notSent(flight, flight.limit().passed("; nothing was sent"));
            return;
        }
        Instant sentAt = context.time().now();
        long number = doubts.clock().sending(attempt.id(), flight.opening());
        if (!flight.handToPort()) {
            doubts.clock().sent(attempt.id());
            doubts.clock().settled(attempt.id());
            notSent(flight, null);
            return;
        }
        GuardedCall<RedemptionOutcome> call = backstop.write(
                flight.report(), () -> port.redeem(attempt), doubt -> doubts.unknown(attempt, doubt, sentAt));
        flight.stopBy(call::cancel);
        call.onEnd(new SentAttempt(this, flight, number, sentAt));
    }

    /** Continues after a send that has ended, with an outcome or a failure. */
    void afterSend(
            AttemptInFlight flight, Instant sentAt, @Nullable RedemptionOutcome outcome, @Nullable Throwable thrown) {
        safely(flight, () -> {
            RedemptionAttempt attempt = flight.attempt();
            doubts.clock().sent(attempt.id());
            Unknown before = flight.before();
            if (outcome != null) {
                Stages.onEnd(check.checked(flight, outcome, sentAt), (confirmed, failed) -> settle(flight, confirmed));
            } else if (before == null && thrown instanceof RedemptionException proof) {
                doubts.clock().settled(attempt.id());
                release(flight, proof);
            } else {
                Unknown broken = before == null ? doubts.unknown(attempt, Doubt.BROKEN_ADAPTER, sentAt) : before;
                endAfterWait(flight, broken, before == null);
            }
        });
    }

    /** Records what a send came to after it was given up. */
    void afterLateEnd(AttemptInFlight flight, long number, Instant sentAt, @Nullable RedemptionOutcome outcome) {
        Object attempt = flight.attempt().id();
        doubts.clock().sentLate(attempt);
        boolean isLast = doubts.clock().isLast(attempt, number);
        if (outcome != null) {
            check.checked(flight, outcome, sentAt)
                    .whenComplete((confirmed, failed) -> recorder.recordLate(flight, confirmed, isLast));
        } else if (isLast && flight.before() == null) {
            recorder.recordLateFailure(flight);
        }
    }

    /** Ends an attempt that was not sent now. A doubt that an earlier call left stays. */
    private void notSent(AttemptInFlight flight, @Nullable RedemptionException failure) {
        Unknown before = flight.before();
        if (before != null) {
            endAfterWait(flight, before, false);
        } else if (failure != null) {
            release(flight, failure);
        } else {
            abandon(flight);
        }
    }

    /**
     * Records the outcome before the caller gets it. The call ends even if the journal fails, because the issuer has
     * executed it.
     */
    private void settle(AttemptInFlight flight, RedemptionOutcome outcome) {
        safely(
                flight,
                () -> Stages.onEnd(
                        recorder.recordAnswer(flight, outcome), (recorded, thrown) -> afterRecording(flight, outcome)));
    }

    private void afterRecording(AttemptInFlight flight, RedemptionOutcome outcome) {
        Runnable next = outcome.fold(
                redeemed -> () -> {
                    end(flight, redeemed);
                    resolver.readBack(flight.attempt());
                },
                refused -> () -> end(flight, refused),
                unknown -> () -> endAfterWait(flight, unknown, true));
        next.run();
    }

    /**
     * Ends an attempt in doubt, after it has waited for a resolution if the options say so. While it waits, an issuer
     * that honours attempt ids is sent the attempt again.
     */
    private void endAfterWait(AttemptInFlight flight, Unknown unknown, boolean isNew) {
        boolean isReplay = flight.before() != null;
        wait.redemption(
                        unknown.ticket(),
                        flight.opening(),
                        isNew,
                        flight.report().elapsed(),
                        flight::stopBy,
                        repeats(flight, unknown, isReplay))
                .thenAccept(found -> end(
                        flight,
                        found.<RedemptionOutcome>map(redeemed -> new Redeemed(redeemed, isReplay))
                                .orElse(unknown)));
    }

    /** Returns how to send the attempt again; the call ends with what that settles. */
    private DoubtRepeat repeats(AttemptInFlight flight, Unknown unknown, boolean isReplay) {
        return () -> !issuerHonoursAttempts()
                        || flight.rejection() != null
                        || unknown.decision() != null
                        || flight.haveAllCallersLeft()
                        || flight.isTooLateAt(context.time().nanoTime())
                ? null
                : repeated.send(flight, unknown).thenApply(settled -> {
                    settled.ifPresent(outcome -> end(flight, isReplay ? KnownAttempts.replayed(outcome) : outcome));
                    return settled.isPresent();
                });
    }

    /**
     * Ends an attempt that no caller waits for and that was not sent. Another caller may join while the journal forgets
     * it.
     */
    private void abandon(AttemptInFlight flight) {
        recorder.forget(flight)
                .whenComplete((discarded, thrown) -> safely(flight, () -> {
                    if (flight.giveUpIfAllCallersLeft()) {
                        fail(
                                flight,
                                new RedemptionException(FailureCode.CANCELLED, "cancelled before anything was sent"));
                    } else {
                        open(flight);
                    }
                }));
    }

    private void release(AttemptInFlight flight, RedemptionException proof) {
        recorder.forget(flight).whenComplete((discarded, thrown) -> fail(flight, proof));
    }

    /** Runs one step. If it throws, the call ends: failed if nothing was sent, otherwise unknown. */
    private void safely(AttemptInFlight flight, Runnable step) {
        try {
            flight.report().inContext(step);
        } catch (Throwable broken) {
            broken(flight, broken);
        }
    }

    private void broken(AttemptInFlight flight, Throwable broken) {
        reporter.componentFailed(Component.TIME_SOURCE, broken);
        Unknown before = flight.before();
        if (before != null) {
            end(flight, before);
        } else if (flight.isHandedToPort()) {
            RedemptionAttempt attempt = flight.attempt();
            endAfterWait(flight, doubts.unknown(attempt, Doubt.BROKEN_ADAPTER, attempt.preparedAt()), true);
        } else {
            recorder.forget(flight).whenComplete((discarded, thrown) -> fail(flight, UnsentCalls.broken(broken)));
        }
    }

    private void end(AttemptInFlight flight, RedemptionOutcome outcome) {
        flights.remove(flight.attempt().id(), flight);
        flight.end(outcome);
    }

    private void fail(AttemptInFlight flight, RedemptionException failure) {
        flights.remove(flight.attempt().id(), flight);
        flight.fail(failure);
    }

    private static void reportEnd(
            CallReporter.Call report, @Nullable RedemptionOutcome outcome, @Nullable Throwable thrown) {
        if (outcome == null) {
            report.failed(Stages.cause(thrown));
            return;
        }
        Runnable action = outcome.fold(
                redeemed -> redeemed.replayed() ? report::replayed : report::done,
                refused -> () -> report.refused(refused.violations()),
                unknown -> () -> report.unknown(unknown.ticket().doubt()));
        action.run();
    }
}
