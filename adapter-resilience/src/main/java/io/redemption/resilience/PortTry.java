package io.redemption.resilience;

import io.redemption.events.RedemptionListener.ContractViolation;
import io.redemption.model.FailureCode;
import io.redemption.model.RedemptionException;
import io.redemption.port.AbandonableStage;
import io.redemption.port.TimeSource;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One call of the port below. Ends once, whatever the port does, and gives its room in the bulkhead back when the
 * port's stage has ended: a caller who does not wait any longer frees nothing at the transport. Thread-safe.
 *
 * @param <T> what is answered
 */
final class PortTry<T> {
    /**
     * A stage that has not ended so long after it was given up never will, and its room is given back: a broken port
     * must not close the gate for ever.
     */
    static final Duration LOST_AFTER = Duration.ofMinutes(1);

    private final SendAdmission.Permit permit;
    private final boolean write;
    private final Consumer<PortTryResult<T>> onEnd;

    private @Nullable CompletionStage<T> stage;
    private @Nullable CancellableTimer lostTimer;
    private boolean cancelled;
    private boolean abandoned;
    private boolean ended;

    /**
     * A send that has not begun.
     *
     * @param permit the right to it
     * @param write whether it may only be cancelled by asking
     * @param onEnd is told how it ends, unless it was abandoned before
     */
    PortTry(SendAdmission.Permit permit, boolean write, Consumer<PortTryResult<T>> onEnd) {
        this.permit = permit;
        this.write = write;
        this.onEnd = onEnd;
    }

    /** Begins, unless it was cancelled before. */
    void start(Function<Duration, @Nullable CompletionStage<T>> port, Duration timeLeft) {
        if (isCancelled()) {
            end(PortTryResult.failed(
                    new RedemptionException(FailureCode.CANCELLED, "cancelled before anything was sent")));
            return;
        }
        try {
            CompletionStage<T> begun = port.apply(timeLeft);
            if (begun == null) {
                end(PortTryResult.broken(ContractViolation.NULL_STAGE));
                return;
            }
            synchronized (this) {
                stage = begun;
            }
            begun.whenComplete((answer, thrown) -> end(PortTryResult.of(answer, thrown)));
        } catch (Throwable thrown) {
            end(PortTryResult.broken(ContractViolation.THREW));
        }
        if (isCancelled()) {
            cancelStage();
        }
    }

    private synchronized boolean isCancelled() {
        return cancelled;
    }

    /** Gives up a read. Asks a write to, which is only possible if the port can tell whether it was sent. */
    void cancel() {
        synchronized (this) {
            cancelled = true;
        }
        cancelStage();
    }

    private void cancelStage() {
        CompletionStage<T> begun;
        synchronized (this) {
            begun = ended ? null : stage;
        }
        if (begun == null) {
            return;
        }
        try {
            CompletableFuture<T> future = begun.toCompletableFuture();
            if (!write || future instanceof AbandonableStage) {
                future.cancel(false);
            }
        } catch (RuntimeException cannotBeAsked) {
            return; // it runs on
        }
    }

    /**
     * Keeps the end from being told.
     *
     * @return whether it was still to come
     */
    synchronized boolean abandon() {
        abandoned = !ended;
        return abandoned;
    }

    /** Tells the circuit breaker how it went, before the end. */
    void record(Health health) {
        permit.record(health);
    }

    /** Waits for what was abandoned, but not for ever. */
    void watch(TimeSource time, Runnable onLost) {
        CancellableTimer timer = new CancellableTimer();
        synchronized (this) {
            if (ended) {
                return;
            }
            lostTimer = timer;
        }
        timer.set(time, LOST_AFTER, () -> {
            permit.leave();
            onLost.run();
        });
    }

    private void end(PortTryResult<T> how) {
        boolean tell;
        CancellableTimer timer;
        synchronized (this) {
            if (ended) {
                return;
            }
            ended = true;
            tell = !abandoned;
            timer = lostTimer;
        }
        permit.leave();
        if (timer != null) {
            timer.cancel();
        }
        if (tell) {
            onEnd.accept(how);
        }
    }
}
