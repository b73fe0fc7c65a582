package io.redemption;

import io.redemption.BasketAction.Append;
import io.redemption.BasketAction.Begin;
import io.redemption.BasketAction.Look;
import io.redemption.BasketAction.Reverse;
import io.redemption.BasketAction.Send;
import io.redemption.BasketState.Phase;
import io.redemption.internal.calls.CallScope;
import io.redemption.model.BasketOutcome;
import io.redemption.model.BasketRecord;
import io.redemption.model.BasketRecord.Kind;
import io.redemption.model.FailureCode;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionException;
import io.redemption.port.BasketJournal;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Carries out one basket, action by action, as {@link BasketDecision} says: the process that runs it, or one that found
 * it. Nothing is done before what permits it is durable. One thread at a time works on it; callers only read what is
 * told.
 */
final class BasketSaga {
    private static final CompletionStage<Boolean> DONE = CompletableFuture.completedFuture(true);

    /** How often another process may get ahead of this one before it leaves the basket alone. */
    private static final int MAX_OVERTAKEN = 3;

    private static final List<Duration> DELAYS = List.of(
            Duration.ofMillis(250),
            Duration.ofSeconds(1),
            Duration.ofSeconds(4),
            Duration.ofSeconds(15),
            Duration.ofSeconds(30));

    private final String name;
    private final List<RedemptionAttempt> attempts;
    private final List<Integer> order;
    private final BasketSteps steps;
    private final BasketSagas sagas;
    private final CompletableFuture<BasketOutcome> told = new CompletableFuture<>();
    private final AtomicInteger callers = new AtomicInteger();
    private final @Nullable CallScope scope;
    private final BasketFindings findings = new BasketFindings();
    private volatile @Nullable BasketOutcome latest;
    private BasketState state = BasketState.NEW;
    private long epoch;
    private boolean isOwner;
    private boolean halted;
    private int overtaken;
    private int round;
    private long sendByNanos;

    /**
     * Creates a basket that is not begun.
     *
     * @param attempts what is redeemed; empty if this process found the basket
     * @param order in which they are sent
     */
    BasketSaga(
            String name, List<RedemptionAttempt> attempts, List<Integer> order, BasketSteps steps, BasketSagas sagas) {
        this.name = name;
        this.attempts = attempts;
        this.order = order;
        this.steps = steps;
        this.sagas = sagas;
        this.scope = attempts.isEmpty() ? null : CallScope.current();
    }

    String name() {
        return name;
    }

    List<RedemptionAttempt> attempts() {
        return attempts;
    }

    /** Returns what is known now, or as soon as something is. */
    CompletionStage<BasketOutcome> outcome() {
        BasketOutcome known = latest;
        return known == null ? told.copy() : CompletableFuture.completedStage(known);
    }

    void join() {
        callers.incrementAndGet();
    }

    void leave() {
        callers.decrementAndGet();
    }

    /** Ends a basket that is not begun, as its caller is to be told. */
    void end(@Nullable BasketOutcome outcome, @Nullable Throwable failure) {
        sagas.ended(this);
        tell(outcome, failure);
    }

    /** Begins the basket. */
    void begin(long expectedEpoch) {
        epoch = expectedEpoch;
        isOwner = true;
        BasketRecord start = BasketRecord.started(
                attempts.stream().map(RedemptionAttempt::id).toList());
        runAfter(append(start));
    }

    /** Undoes a basket that another process, or an earlier run, left. */
    void takeUp(BasketJournal.Log log) {
        load(log);
        run();
    }

    private void load(BasketJournal.Log log) {
        epoch = log.epoch();
        isOwner = false;
        state = BasketState.of(log.records()).eachStep(BasketStep::resumed);
        findings.recall(log.records());
    }

    private void runAfter(CompletionStage<Boolean> stage) {
        stage.whenComplete((done, thrown) -> run());
    }

    /** Goes on. Until the caller is told, it does so in their scope; what comes later is done for nobody. */
    private void run() {
        CallScope.run(told.isDone() ? null : scope, this::goOn);
    }

    /** Acts until it has to wait for something. */
    private void goOn() {
        try {
            CompletionStage<Boolean> next = act();
            while (next != null && next.toCompletableFuture().isDone()) {
                next = act();
            }
            if (next != null) {
                runAfter(next);
            }
        } catch (Throwable broken) {
            sagas.broken(broken);
            stop();
        }
    }

    /** Makes one action. Returns when it has ended; {@code null} if nothing is to be done until a timer runs. */
    private @Nullable CompletionStage<Boolean> act() {
        if (halted) {
            return stop();
        }
        BasketAction action = isOwner ? BasketDecision.ofOwner(state, order) : BasketDecision.ofFinder(state);
        if (action instanceof Append append) {
            return append(append.record());
        }
        if (action instanceof Begin begin) {
            return begin(begin.step());
        }
        if (action instanceof Send send) {
            int i = send.step();
            return learn(i, steps.send(i, attempts.get(i), sendByNanos, findings));
        }
        if (action instanceof Look look) {
            return learn(look.step(), steps.look(look.step(), state.steps().get(look.step()), findings));
        }
        if (action instanceof Reverse reverse) {
            return learn(
                    reverse.step(), steps.reverse(reverse.step(), state.steps().get(reverse.step()), findings));
        }
        return action instanceof BasketAction.Wait ? await() : stop();
    }

    private CompletionStage<Boolean> begin(int i) {
        if (callers.get() <= 0 && state.begun().isEmpty()) {
            findings.failed(new RedemptionException(FailureCode.CANCELLED, "cancelled before anything was sent"));
            state = state.toDoom();
            return DONE;
        }
        sendByNanos = sagas.sendByNanos();
        return append(BasketRecord.ofTicket(Kind.INTENT, i, steps.intent(attempts.get(i))));
    }

    /** Records what was learned of a step. */
    private CompletionStage<Boolean> learn(int i, CompletionStage<BasketSteps.Learned> learning) {
        return learning.thenCompose(learned -> {
            BasketRecord fact = learned.fact();
            state = state.with(i, learned.change());
            return fact == null ? DONE : append(fact);
        });
    }

    private CompletionStage<Boolean> append(BasketRecord record) {
        return sagas.append(name, record, epoch)
                .handle((appended, thrown) -> {
                    if (appended == null) {
                        notAppended(record, thrown);
                        return DONE;
                    }
                    return appended ? appended(record) : overtaken();
                })
                .thenCompose(next -> next);
    }

    private CompletionStage<Boolean> appended(BasketRecord record) {
        epoch += record.kind().movesEpoch() ? 1 : 0;
        state = state.after(record);
        if (record.kind() == Kind.STUCK) {
            sagas.handOver(state.steps().get(record.step()), findings.obstacle(record.step()));
        }
        // Until now the process that ran the basket may have appended more. From now on it cannot.
        return record.kind() == Kind.ABORTING && !isOwner ? reload() : DONE;
    }

    /** Goes on by what this process knows. The record may or may not be durable. */
    private void notAppended(BasketRecord record, @Nullable Throwable thrown) {
        switch (record.kind()) {
            case STARTED -> {
                findings.failed(BasketSagas.unrecorded(thrown));
                halted = true;
            }
            case ABORTING, ABORTED -> halted = true;
            case INTENT, COMMITTED -> {
                findings.failed(BasketSagas.unrecorded(thrown));
                state = state.toDoom();
            }
            case DONE, REFUSED, IN_DOUBT -> state = state.after(record).toDoom();
            case COMP_INTENT -> state = state.with(record.step(), BasketStep::failed);
            case COMP_DONE, STUCK -> state = state.after(record);
        }
    }

    /** Another process decided about the basket: goes on as one that found it. */
    private CompletionStage<Boolean> overtaken() {
        overtaken++;
        if (overtaken > MAX_OVERTAKEN) {
            halted = true;
            return DONE;
        }
        return reload();
    }

    private CompletionStage<Boolean> reload() {
        return sagas.find(name).handle((log, thrown) -> {
            Phase phase =
                    log == null ? Phase.NEW : BasketState.of(log.records()).phase();
            if (log == null || phase == Phase.NEW || phase == Phase.RUNNING) {
                halted = true; // it began anew elsewhere, or cannot be read
            } else {
                load(log);
            }
            return true;
        });
    }

    private @Nullable CompletionStage<Boolean> await() {
        tell(findings.outcome(state, attempts), findings.failure());
        if (!sagas.isClosed()) {
            Duration delay = DELAYS.get(Math.min(round++, DELAYS.size() - 1));
            sagas.schedule(delay, this::nextRound);
        }
        return null;
    }

    private void nextRound() {
        if (!sagas.isClosed()) {
            state = state.eachStep(BasketStep::nextRound);
            run();
        }
    }

    private @Nullable CompletionStage<Boolean> stop() {
        sagas.ended(this);
        if (state.phase() == Phase.COMMITTED && !findings.hasAll(state)) {
            sagas.replay(attempts).whenComplete(this::tell);
        } else {
            tell(findings.outcome(state, attempts), findings.failure());
        }
        return null;
    }

    private void tell(@Nullable BasketOutcome outcome, @Nullable Throwable failure) {
        latest = outcome;
        if (outcome != null) {
            told.complete(outcome);
        } else {
            told.completeExceptionally(BasketSagas.asFailure(failure));
        }
    }
}
