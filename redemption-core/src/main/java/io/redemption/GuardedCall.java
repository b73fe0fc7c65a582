package io.redemption;

import io.redemption.events.RedemptionListener.ContractViolation;
import io.redemption.internal.Stages;
import io.redemption.model.RedemptionException;
import io.redemption.port.TimeSource;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One guarded call of a port. It ends once, with an answer that keeps the contract. An end with proof that comes after
 * the call was given up is passed on too. It listens to the port's stage and to the timer itself, because an object and
 * a stage for each would be most of what a call costs. Thread-safe.
 *
 * @param <T> the type of the answer
 */
abstract class GuardedCall<T> implements BiConsumer<@Nullable T, @Nullable Throwable>, Runnable {
    private final CallReporter.Call report;
    private volatile @Nullable CompletionStage<T> portStage;
    private TimeSource.@Nullable Scheduled timer;
    private @Nullable Receiver<T> receiver;
    private @Nullable T answer;
    private @Nullable Throwable failure;
    private boolean ended;
    private @Nullable T lateAnswer;
    private @Nullable Throwable lateFailure;
    private boolean endedLate;

    GuardedCall(CallReporter.Call report) {
        this.report = report;
    }

    /** Receives how a call ends. */
    interface Receiver<T> {
        /** Called once, with an answer or with a failure that keeps the contract; must not throw. */
        void ended(@Nullable T value, @Nullable Throwable thrown);

        /** Called at most once, if the port's stage ends with proof after the call was given up. */
        void endedLate(@Nullable T value, @Nullable Throwable thrown);
    }

    /**
     * Replaces an answer that proves nothing: by a value, or by the exception it throws.
     *
     * @param thrown what the port threw, or {@code null}
     */
    abstract T substitute(ContractViolation violation, @Nullable Throwable thrown);

    /** Called once after the call has failed. */
    void onFailure() {}

    /** Makes the call. Only once. */
    final void start(Supplier<@Nullable CompletionStage<T>> call, PortTimeout portTimeout) {
        CompletionStage<T> begun = null;
        Throwable broken = null;
        try {
            begun = report.in(call);
        } catch (Throwable thrown) {
            broken = thrown;
        }
        guard(begun, broken, portTimeout);
    }

    /** Guards a call that was made: its stage, or what it threw. Only once. */
    final void guard(@Nullable CompletionStage<T> begun, @Nullable Throwable broken, PortTimeout portTimeout) {
        portStage = begun;
        if (broken != null) {
            settle(ContractViolation.THREW, broken);
        } else if (begun == null) {
            settle(ContractViolation.NULL_STAGE, null);
        } else {
            listenTo(begun);
        }
        if (!hasEnded()) {
            keep(portTimeout.schedule(this));
        }
    }

    private void listenTo(CompletionStage<T> begun) {
        try {
            begun.whenComplete(this);
        } catch (Throwable thrown) {
            settle(ContractViolation.THREW, thrown);
        }
    }

    /** Ends as the port's stage has ended. For that stage only. */
    @Override
    public final void accept(@Nullable T value, @Nullable Throwable thrown) {
        Throwable cause = thrown == null ? null : Stages.cause(thrown);
        if (cause != null && !(cause instanceof RedemptionException)) {
            settle(ContractViolation.UNPROVEN_FAILURE, cause);
        } else if (cause == null && value == null) {
            settle(ContractViolation.NULL_ANSWER, null);
        } else if (!end(value, cause)) {
            endLate(value, cause);
        }
    }

    /** Gives the call up. For the timer only. */
    @Override
    public final void run() {
        settle(ContractViolation.NEVER_ENDED, null);
    }

    private void settle(ContractViolation violation, @Nullable Throwable thrown) {
        boolean first;
        try {
            first = end(substitute(violation, thrown), null);
        } catch (RedemptionException failed) {
            first = end(null, failed);
        }
        if (first && !(thrown instanceof CancellationException)) {
            report.broken(violation);
        }
    }

    private boolean end(@Nullable T value, @Nullable Throwable thrown) {
        Receiver<T> to;
        TimeSource.Scheduled limit;
        synchronized (this) {
            if (ended) {
                return false;
            }
            ended = true;
            answer = value;
            failure = thrown;
            to = receiver;
            limit = timer;
        }
        Timers.cancel(limit);
        if (to != null) {
            to.ended(value, thrown);
        }
        if (thrown != null) {
            onFailure();
        }
        return true;
    }

    private void endLate(@Nullable T value, @Nullable Throwable thrown) {
        Receiver<T> to;
        synchronized (this) {
            if (endedLate) {
                return;
            }
            endedLate = true;
            lateAnswer = value;
            lateFailure = thrown;
            to = receiver;
        }
        if (to != null) {
            tellLate(to, value, thrown);
        }
    }

    /** What the receiver throws is dropped: the call has ended, and who hands over the end must go on. */
    private static <T> void tellLate(Receiver<T> to, @Nullable T value, @Nullable Throwable thrown) {
        try {
            to.endedLate(value, thrown);
        } catch (Throwable ofTheReceiver) {
            return;
        }
    }

    private synchronized boolean hasEnded() {
        return ended;
    }

    private void keep(TimeSource.@Nullable Scheduled limit) {
        boolean tooLate;
        synchronized (this) {
            timer = limit;
            tooLate = ended;
        }
        if (tooLate) {
            Timers.cancel(limit);
        }
    }

    /** Cancels the call at the port. A write that was sent runs on. */
    final void cancel() {
        Stages.cancel(portStage);
    }

    /** Returns a stage that ends as the call does. Not together with {@link #onEnd}. */
    final CompletionStage<T> answer() {
        return stages().answer;
    }

    /**
     * Returns a stage that completes if the port's stage ends with proof after the call was given up; otherwise it
     * never completes. Not together with {@link #onEnd}.
     */
    final CompletionStage<T> late() {
        return stages().late;
    }

    private Stage<T> stages() {
        synchronized (this) {
            if (receiver instanceof Stage<T> known) {
                return known;
            }
        }
        Stage<T> stages = new Stage<>();
        onEnd(stages);
        return stages;
    }

    /** Sets who is told how the call ends, at once if it has ended. Only once, and from one thread. */
    final void onEnd(Receiver<T> to) {
        boolean now;
        boolean late;
        synchronized (this) {
            receiver = to;
            now = ended;
            late = endedLate;
        }
        if (now) {
            to.ended(answer, failure);
        }
        if (late) {
            tellLate(to, lateAnswer, lateFailure);
        }
    }

    private static final class Stage<T> implements Receiver<T> {
        private final CompletableFuture<T> answer = new CompletableFuture<>();
        private final CompletableFuture<T> late = new CompletableFuture<>();

        @Override
        public void ended(@Nullable T value, @Nullable Throwable thrown) {
            Stages.relay(value, thrown, answer);
        }

        @Override
        public void endedLate(@Nullable T value, @Nullable Throwable thrown) {
            Stages.relay(value, thrown, late);
        }
    }
}
