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
 * One call of the delegate. It ends once, whatever the delegate does. It leaves the bulkhead when the delegate's stage
 * has ended, because a caller who stops waiting frees nothing at the transport. Thread-safe.
 *
 * @param <T> the type of the answer
 */
final class PortTry<T> {
    /**
     * How long after an abandoned stage is considered lost, and its room given back: a broken port must not block the
     * bulkhead forever.
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
     * Makes a send that has not begun.
     *
     * @param permit the right to send
     * @param write whether it is a write, which is only cancelled if the delegate can say whether it was sent
     * @param onEnd gets its end, unless it was abandoned before
     */
    PortTry(SendAdmission.Permit permit, boolean write, Consumer<PortTryResult<T>> onEnd) {
        this.permit = permit;
        this.write = write;
        this.onEnd = onEnd;
    }

    /** Sends, unless it was cancelled before. */
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

    /** Cancels a read. Cancels a write only if the delegate can say whether it was sent. */
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
            return; // it continues
        }
    }

    /**
     * Keeps the end from being reported.
     *
     * @return whether it had not ended yet
     */
    synchronized boolean abandon() {
        abandoned = !ended;
        return abandoned;
    }

    /** Records the health in the circuit breaker before the end. */
    void record(Health health) {
        permit.record(health);
    }

    /** Waits for the end of an abandoned call for at most {@link #LOST_AFTER}. */
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
