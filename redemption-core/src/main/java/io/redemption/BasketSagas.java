package io.redemption;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.redemption.events.RedemptionCall;
import io.redemption.events.RedemptionListener.Component;
import io.redemption.events.RedemptionListener.HandedOver;
import io.redemption.internal.CallerStage;
import io.redemption.internal.Digests;
import io.redemption.internal.Stages;
import io.redemption.internal.calls.UnsentCalls;
import io.redemption.model.BasketOutcome;
import io.redemption.model.BasketOutcome.AllRedeemed;
import io.redemption.model.BasketOutcome.NoneRedeemed;
import io.redemption.model.BasketRecord;
import io.redemption.model.FailureCode;
import io.redemption.model.Operation;
import io.redemption.model.Redeemed;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionException;
import io.redemption.model.Refused;
import io.redemption.model.Resolution.Obstacle;
import io.redemption.model.Ticket;
import io.redemption.port.BasketJournal;
import java.time.Duration;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The baskets that this process redeems step by step, and those that it found. A basket under way is joined, and one
 * that ended is answered from the journals.
 */
final class BasketSagas {
    private static final int MAX_TAKEN_UP = 1_000;

    /** The most calls, each within the port timeout, that a living process makes before it appends a record. */
    private static final int CALLS_BETWEEN_RECORDS = 6;

    /** The most of those calls between the intent and the send. */
    private static final int CALLS_BEFORE_SEND = 3;

    private final RedemptionsContext context;
    private final BasketJournal journal;
    private final JournalGuard guard;
    private final MarkerRetention markers;
    private final BasketSteps steps;
    private final BasketStart start;
    private final Map<String, BasketSaga> underWay = new ConcurrentHashMap<>();
    private volatile boolean closed;

    private BasketSagas(
            RedemptionsContext context,
            BasketJournal journal,
            Doubts doubts,
            MarkerRetention markers,
            BasketSteps steps) {
        this.context = context;
        this.journal = journal;
        this.guard = context.journalGuard();
        this.markers = markers;
        this.start = new BasketStart(context, journal, this, new KnownAttempts(context, doubts, attempt -> null));
        this.steps = steps;
    }

    /** Returns the baskets; {@code null} without a journal for them. */
    static @Nullable BasketSagas of(
            RedemptionsContext context,
            Doubts doubts,
            MarkerRetention markers,
            Resolver resolver,
            RedeemOperation redeemOperation,
            ReverseOperation reverseOperation) {
        BasketJournal journal = context.basketJournal();
        BasketSteps steps = new BasketSteps(doubts, resolver, redeemOperation, reverseOperation);
        return journal == null ? null : new BasketSagas(context, journal, doubts, markers, steps);
    }

    CompletionStage<BasketOutcome> redeemAll(List<RedemptionAttempt> attempts) {
        CallReporter.Call report = context.reporter().begin(Operation.REDEEM_ALL, null);
        RedemptionException unfit = unfit(attempts);
        if (unfit != null) {
            report.failed(unfit);
            return CompletableFuture.failedStage(unfit);
        }
        BasketSaga started = new BasketSaga(nameOf(attempts), attempts, order(attempts), steps, this);
        BasketSaga earlier = underWay.putIfAbsent(started.name(), started);
        BasketSaga saga = earlier == null ? started : earlier;
        saga.join();
        CallerStage<BasketOutcome> own = new CallerStage<>(saga::leave);
        CompletionStage<BasketOutcome> outcome = earlier == null ? saga.outcome() : joined(earlier, attempts);
        outcome.whenComplete((answer, thrown) -> {
            reportEnd(report, answer, thrown);
            Stages.relay(answer, thrown, own);
        });
        if (earlier == null) {
            start.begin(started);
        }
        return own;
    }

    private static @Nullable RedemptionException unfit(List<RedemptionAttempt> attempts) {
        return attempts.size() <= BasketRecord.MAX_STEPS
                ? BasketOperation.unfitIds(attempts)
                : new RedemptionException(
                        FailureCode.INVALID_ARGUMENT,
                        "basket: " + attempts.size() + " attempts (expected: at most " + BasketRecord.MAX_STEPS
                                + " if the issuer does not redeem them in one step)");
    }

    /** Returns the name of a basket, which its attempt ids and their order make. */
    static String nameOf(List<RedemptionAttempt> attempts) {
        String ids = String.join(
                "\n", attempts.stream().map(attempt -> attempt.id().value()).toList());
        return HexFormat.of().formatHex(Digests.sha256().digest(ids.getBytes(UTF_8)), 0, 16);
    }

    /**
     * Returns the positions in the order in which they are sent. One whose doubt nobody could settle comes first: then
     * nothing else is spent that a doubt about it would hold back. Then come those that many want and that are refused
     * most easily, so that little is reversed.
     */
    private List<Integer> order(List<RedemptionAttempt> attempts) {
        return IntStream.range(0, attempts.size())
                .boxed()
                .sorted(Comparator.comparing((Integer i) -> !isWeak(attempts.get(i)))
                        .thenComparing(i -> attempts.get(i).redeemable().kind()))
                .toList();
    }

    private boolean isWeak(RedemptionAttempt attempt) {
        return attempt.marker() == null
                || !markers.isProven(attempt.redeemable().kind());
    }

    private CompletionStage<BasketOutcome> joined(BasketSaga saga, List<RedemptionAttempt> attempts) {
        if (saga.attempts().isEmpty()) { // found in the journal: ask again when it is undone
            return saga.outcome()
                    .handle((outcome, thrown) -> outcome != null && isUnknown(outcome)
                            ? CompletableFuture.completedStage(outcome)
                            : redeemAll(attempts))
                    .thenCompose(next -> next);
        }
        Map<Integer, Refused> reused = new TreeMap<>();
        for (int i = 0; i < attempts.size(); i++) {
            if (!saga.attempts().get(i).hasContentOf(attempts.get(i))) {
                reused.put(i, KnownAttempts.reused("unknown"));
            }
        }
        return reused.isEmpty()
                ? saga.outcome().thenApply(BasketSagas::replayed)
                : CompletableFuture.completedStage(new NoneRedeemed(reused));
    }

    private static boolean isUnknown(BasketOutcome outcome) {
        return outcome.fold(all -> false, none -> false, unknown -> true);
    }

    private static BasketOutcome replayed(BasketOutcome outcome) {
        return outcome.fold(
                all -> new AllRedeemed(all.redeemed().stream()
                        .map(each -> new Redeemed(each.redemption(), true))
                        .toList()),
                none -> none,
                unknown -> unknown);
    }

    /** Takes up the baskets that nobody works on. Returns how many. */
    CompletionStage<Integer> recover() {
        Duration untouchedFor =
                journal.isShared() ? context.portTimeout().multipliedBy(CALLS_BETWEEN_RECORDS) : Duration.ZERO;
        return guard.guarded(() -> journal.openBaskets(untouchedFor, MAX_TAKEN_UP))
                .handle((names, thrown) -> {
                    if (names == null) {
                        throw unrecorded(thrown);
                    }
                    return (int) names.stream().filter(this::takeUp).count();
                });
    }

    private boolean takeUp(String name) {
        BasketSaga found = new BasketSaga(name, List.of(), List.of(), steps, this);
        if (underWay.putIfAbsent(name, found) != null) {
            return false;
        }
        find(name).whenComplete((log, thrown) -> {
            if (log == null) {
                found.end(null, unrecorded(thrown));
            } else {
                found.takeUp(log);
            }
        });
        return true;
    }

    /** Answers a basket that was committed by what is known of its attempts now. */
    CompletionStage<BasketOutcome> replay(List<RedemptionAttempt> attempts) {
        return start.replay(attempts);
    }

    CompletionStage<Boolean> append(String name, BasketRecord record, long epoch) {
        return guard.guarded(() -> journal.append(name, record, epoch));
    }

    CompletionStage<BasketJournal.Log> find(String name) {
        return guard.guarded(() -> journal.find(name));
    }

    void schedule(Duration delay, Runnable task) {
        context.time().schedule(delay, task);
    }

    /** Returns until when a step whose intent is recorded now may be sent. */
    long sendByNanos() {
        return context.time().nanoTime()
                + context.portTimeout().multipliedBy(CALLS_BEFORE_SEND).toNanos();
    }

    void ended(BasketSaga saga) {
        underWay.remove(saga.name(), saga);
    }

    /** Tells that a step is left to a person. */
    void handOver(BasketStep step, Obstacle why) {
        Ticket ticket = step.ticket();
        if (ticket != null) {
            RedemptionCall call = step.redemption() == null
                    ? RedemptionCall.of(ticket)
                    : RedemptionCall.of(Operation.REVERSE, ticket.redeemable().kind());
            context.reporter().report(l -> l.handedOver(new HandedOver(call, why)));
        }
    }

    void broken(Throwable thrown) {
        context.reporter().componentFailed(Component.TIME_SOURCE, thrown);
    }

    boolean isClosed() {
        return closed;
    }

    /** Ends the work in the background. What is open is in the journal. */
    void close() {
        closed = true;
    }

    static RedemptionException unrecorded(@Nullable Throwable thrown) {
        return thrown != null && Stages.cause(thrown) instanceof RedemptionException known
                ? known
                : new RedemptionException(
                        FailureCode.JOURNAL_FAILED, "the basket journal failed; nothing that this call did stays");
    }

    static RedemptionException asFailure(@Nullable Throwable thrown) {
        return thrown != null && Stages.cause(thrown) instanceof RedemptionException known
                ? known
                : UnsentCalls.broken(thrown);
    }

    private static void reportEnd(
            CallReporter.Call report, @Nullable BasketOutcome outcome, @Nullable Throwable thrown) {
        if (outcome == null) {
            report.failed(Stages.cause(thrown));
            return;
        }
        Runnable action = outcome.fold(
                all -> report::done,
                none -> () -> report.refused(none.refusals().values().stream()
                        .flatMap(refused -> refused.violations().stream())
                        .toList()),
                unknown -> () -> report.unknown(unknown.tickets().get(0).doubt()));
        action.run();
    }
}
