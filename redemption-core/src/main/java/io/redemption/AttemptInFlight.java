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
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One attempt under way in this process, and the callers who wait for it. It is asked to stop when the last one leaves.
 */
final class AttemptInFlight {
    private static final int MAX_REOPENINGS = 3;

    private final RedemptionAttempt attempt;
    private final @Nullable Consumer<AttemptInFlight> rejection;
    private final boolean knownUnsent;
    private final CallReporter.Call report;
    private final CompletableFuture<RedemptionOutcome> outcome = new CompletableFuture<>();
    private volatile long opening = AttemptJournal.NO_OPENING;
    private volatile @Nullable Unknown before;
    private volatile boolean wasAbsent;
    private volatile boolean handedToPort;
    private int reopenings;
    private int callers;
    private boolean allCallersLeft;
    private boolean givenUp;
    private @Nullable Runnable stop;

    /**
     * A flight that has not begun.
     *
     * @param rejection how the rules end it if nothing is known of the attempt; {@code null} if they let it pass
     * @param knownUnsent whether its caller says that the attempt was never sent
     */
    AttemptInFlight(
            RedemptionAttempt attempt,
            @Nullable Consumer<AttemptInFlight> rejection,
            boolean knownUnsent,
            CallReporter.Call report) {
        this.attempt = attempt;
        this.rejection = rejection;
        this.knownUnsent = knownUnsent;
        this.report = report;
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

    CallReporter.Call report() {
        return report;
    }

    /** Which opening of the journal it has. */
    long opening() {
        return opening;
    }

    void openedAs(long number) {
        opening = number;
    }

    /**
     * What is in doubt of earlier sends, about which a failure of this one proves nothing; {@code null} if there were
     * none.
     */
    @Nullable
    Unknown before() {
        return before;
    }

    void continues(Unknown earlier) {
        before = earlier;
    }

    /** Whether it was proven before that the attempt had not happened. */
    boolean wasAbsent() {
        return wasAbsent;
    }

    void followsAbsence(boolean isProven) {
        wasAbsent = isProven;
    }

    /** From now on nobody knows that nothing was sent, unless the port proves it. */
    void handToPort() {
        handedToPort = true;
    }

    /**
     * Whether it may be opened once more because its transaction id became free; a journal that never lets go ends
     * this.
     */
    synchronized boolean mayReopen() {
        return reopenings++ < MAX_REOPENINGS;
    }

    boolean isHandedToPort() {
        return handedToPort;
    }

    CompletionStage<RedemptionOutcome> outcome() {
        return outcome;
    }

    void end(RedemptionOutcome answer) {
        outcome.complete(answer);
    }

    void fail(RedemptionException failure) {
        outcome.completeExceptionally(failure);
    }

    /**
     * A stage for one more caller; {@code null} if it was given up before they came, so that they must begin their own.
     *
     * @param forCaller how the caller hears of the outcome
     */
    @Nullable
    CompletionStage<RedemptionOutcome> join(UnaryOperator<RedemptionOutcome> forCaller) {
        synchronized (this) {
            if (givenUp) {
                return null;
            }
            callers++;
            allCallersLeft = false;
        }
        CallerStage<RedemptionOutcome> own = new CallerStage<>(this::leave);
        outcome()
                .whenComplete(
                        (value, thrown) -> Stages.relay(value == null ? null : forCaller.apply(value), thrown, own));
        return own;
    }

    /** Whether all callers have gone, so that nothing should be sent any more. */
    synchronized boolean haveAllCallersLeft() {
        return allCallersLeft;
    }

    /** Gives it up if all callers have gone; nobody can join it any more then. */
    synchronized boolean giveUpIfAllCallersLeft() {
        givenUp = allCallersLeft;
        return givenUp;
    }

    /** Says how to stop what was sent; done at once if all callers have gone by now. */
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
