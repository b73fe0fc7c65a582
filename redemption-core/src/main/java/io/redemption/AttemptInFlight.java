package io.redemption;

import io.redemption.internal.CallerStage;
import io.redemption.internal.Stages;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionException;
import io.redemption.model.RedemptionOutcome;
import io.redemption.model.Unknown;
import io.redemption.port.AttemptJournal;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One attempt under way in this process, and the callers who wait for it. When the last caller cancels, it is asked to
 * stop. Thread-safe.
 */
final class AttemptInFlight {
    private static final int MAX_REOPENINGS = 3;

    private final RedemptionAttempt attempt;
    private final @Nullable Consumer<AttemptInFlight> rejection;
    private final boolean knownUnsent;
    private final CallReporter.Call report;
    private final CallLimit limit;
    private final CompletableFuture<RedemptionOutcome> outcome = new CompletableFuture<>();
    private volatile long opening = AttemptJournal.NO_OPENING;
    private volatile @Nullable Unknown before;
    private volatile boolean wasAbsent;
    private volatile boolean handedToPort;
    private volatile @Nullable Long sendByNanos;
    private int reopenings;
    private int callers;
    private boolean allCallersLeft;
    private boolean givenUp;
    private @Nullable Runnable stop;

    /**
     * Creates an attempt that has not begun.
     *
     * @param rejection ends the attempt as the rules say if nothing is known of it; {@code null} if the rules allow it
     * @param knownUnsent whether the caller guarantees that the attempt was never sent
     * @param limit the options of the call that begins it, by which it is sent
     */
    AttemptInFlight(
            RedemptionAttempt attempt,
            @Nullable Consumer<AttemptInFlight> rejection,
            boolean knownUnsent,
            CallReporter.Call report,
            CallLimit limit) {
        this.attempt = attempt;
        this.rejection = rejection;
        this.knownUnsent = knownUnsent;
        this.report = report;
        this.limit = limit;
    }

    CallLimit limit() {
        return limit;
    }

    RedemptionAttempt attempt() {
        return attempt;
    }

    @Nullable
    Consumer<AttemptInFlight> rejection() {
        return rejection;
    }

    boolean isKnownUnsent() {
        return knownUnsent;
    }

    /** Sets the monotonic time after which the attempt must not be sent any more. */
    void mustBeSentBy(long nanos) {
        sendByNanos = nanos;
    }

    boolean isTooLateAt(long nanos) {
        Long latest = sendByNanos;
        return latest != null && nanos - latest > 0;
    }

    CallReporter.Call report() {
        return report;
    }

    /** Returns the number of its opening in the journal. */
    long opening() {
        return opening;
    }

    void openedAs(long number) {
        opening = number;
    }

    /**
     * Returns the doubt that earlier sends left; {@code null} if there is none. A failure of this send does not settle
     * it.
     */
    @Nullable
    Unknown before() {
        return before;
    }

    void continues(Unknown earlier) {
        before = earlier;
    }

    /** Returns whether an earlier resolution proved that the attempt had not been executed. */
    boolean wasAbsent() {
        return wasAbsent;
    }

    void followsAbsence(boolean isProven) {
        wasAbsent = isProven;
    }

    /**
     * Records that the port has the attempt. From now on only the port can prove that nothing was sent.
     *
     * @return whether it may be sent: a caller was told that nothing is, if all have left before
     */
    synchronized boolean handToPort() {
        handedToPort |= !allCallersLeft;
        return !allCallersLeft;
    }

    /** Returns whether all callers have left before the port had the attempt, so that none of their calls sends it. */
    synchronized boolean isLeftUnsent() {
        return allCallersLeft && !handedToPort;
    }

    /**
     * Returns whether it may be opened once more after its transaction id became free. The number is limited, in case
     * the journal never frees the id.
     */
    synchronized boolean mayReopen() {
        return reopenings++ < MAX_REOPENINGS;
    }

    boolean isHandedToPort() {
        return handedToPort;
    }

    void end(RedemptionOutcome answer) {
        outcome.complete(answer);
    }

    void fail(RedemptionException failure) {
        outcome.completeExceptionally(failure);
    }

    /**
     * Returns a stage for one more caller; {@code null} if the attempt was given up before, so that the caller must
     * begin another.
     *
     * @param forCaller changes the outcome for this caller
     * @param report gets how the call of this caller ends, before the caller; must not throw
     */
    @Nullable
    CompletionStage<RedemptionOutcome> join(
            UnaryOperator<RedemptionOutcome> forCaller,
            BiConsumer<@Nullable RedemptionOutcome, @Nullable Throwable> report) {
        synchronized (this) {
            if (givenUp) {
                return null;
            }
            callers++;
            allCallersLeft = false;
        }
        CallerStage<RedemptionOutcome> own = new CallerStage<>(this::leave);
        CompletionStage<RedemptionOutcome> ending = outcome;
        ending.whenComplete((value, thrown) -> {
            RedemptionOutcome changed = value == null ? null : forCaller.apply(value);
            report.accept(changed, thrown);
            Stages.relay(changed, thrown, own);
        });
        return own;
    }

    /** Returns whether all callers cancelled, so that nothing should be sent. */
    synchronized boolean haveAllCallersLeft() {
        return allCallersLeft;
    }

    /** Gives it up if all callers cancelled. Nobody can join it afterwards. Returns whether it is given up. */
    synchronized boolean giveUpIfAllCallersLeft() {
        givenUp = allCallersLeft;
        return givenUp;
    }

    /** Sets how to stop what was sent. Runs it at once if all callers have cancelled. */
    void stopBy(Runnable how) {
        boolean atOnce;
        synchronized (this) {
            stop = how;
            atOnce = allCallersLeft;
        }
        if (atOnce) {
            how.run();
        }
    }

    private void leave() {
        Runnable how;
        synchronized (this) {
            callers--;
            allCallersLeft = callers == 0;
            how = allCallersLeft ? stop : null;
        }
        if (how != null) {
            how.run();
        }
    }
}
