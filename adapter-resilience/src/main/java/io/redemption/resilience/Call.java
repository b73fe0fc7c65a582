package io.redemption.resilience;

import io.redemption.FailureCode;
import io.redemption.Operation;
import io.redemption.PortStage;
import io.redemption.RedeemableKind;
import io.redemption.RedemptionException;
import io.redemption.RedemptionListener.Breach;
import io.redemption.RedemptionListener.Retrying;
import io.redemption.TimeSource;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One call: its sends one after the other, the waits between them, and the deadline over all. Its state is its own; what
 * calls share lies in {@link Means}. Whatever the port below, the timer, the listener or the generator does, the call ends
 * once.
 *
 * <p>Thread-safe: the caller, the transport and the timers meet under the monitor, which is never held while somebody else's
 * code runs.
 *
 * @param <T> what is answered
 */
abstract class Call<T> {
    /** What a port that ends by itself at the deadline is given to tell what it knows, out of the 250 ms that are promised. */
    private static final Duration GRACE = Duration.ofMillis(50);

    private final Means means;
    private final Operation operation;
    private final @Nullable RedeemableKind kind;
    private final Function<Duration, @Nullable CompletionStage<T>> port;
    private final long begunAt;
    private final PortStage<T> stage = new PortStage<>(() -> close(FailureCode.CANCELLED));

    private Phase phase = Phase.WAITING;
    private int sends;
    private @Nullable Send<T> current;
    private @Nullable FailureCode closing;
    private @Nullable Judgement<T> last;
    private TimeSource.@Nullable Scheduled deadline;
    private TimeSource.@Nullable Scheduled repetition;

    private enum Phase {
        /** Nothing is out; a send is to come. */
        WAITING,
        /** A send is out. */
        SENDING,
        /** A send has ended, and it is being decided what follows. */
        JUDGING,
        /** Over. */
        ENDED
    }

    /**
     * A call that has not begun.
     *
     * @param port makes one send, in the time that is left
     */
    Call(
            Means means,
            Operation operation,
            @Nullable RedeemableKind kind,
            Function<Duration, @Nullable CompletionStage<T>> port) {
        this.means = means;
        this.operation = operation;
        this.kind = kind;
        this.port = port;
        this.begunAt = means.time().nanoTime();
    }

    /** The gate that each send has to pass. */
    abstract Gate gate();

    abstract boolean isWrite();

    /**
     * What the end of a send means. Never called by two threads at once.
     *
     * @param number which send of the call it was, from 1
     * @param closing why there is no time for another one, or {@code null}
     */
    abstract Judgement<T> judge(SendEnd<T> end, int number, @Nullable FailureCode closing);

    /**
     * How the call ends if a send is out, nobody waits any longer, and the port does not say what became of it. Never called
     * by two threads at once, nor together with {@link #judge}.
     *
     * @param number which send of the call it is, from 1
     */
    abstract Judgement<T> givenUp(FailureCode why, int number);

    final Means means() {
        return means;
    }

    final Operation operation() {
        return operation;
    }

    /** Begins. */
    final CompletionStage<T> start() {
        send();
        if (!stage.isDone()) {
            limit();
        }
        return stage;
    }

    private Duration left() {
        long passed = means.time().nanoTime() - begunAt;
        return means.options().totalDeadline().minusNanos(passed);
    }

    private void limit() {
        Duration left = left().plus(means.endsByItself() ? GRACE : Duration.ZERO);
        TimeSource.Scheduled timer;
        try {
            timer = means.time()
                    .schedule(left.isNegative() ? Duration.ZERO : left, () -> close(FailureCode.DEADLINE_EXCEEDED));
        } catch (RuntimeException brokenTimer) {
            return; // what was sent cannot be taken back: better to wait without a limit than to lose its answer
        }
        boolean tooLate;
        synchronized (this) {
            deadline = timer;
            tooLate = phase == Phase.ENDED;
        }
        if (tooLate) {
            timer.cancel();
        }
    }

    private void send() {
        Duration left = left();
        Judgement<T> before;
        synchronized (this) {
            before = last;
        }
        if (before != null && left.compareTo(means.options().minimumSendTime()) < 0) {
            end(before);
            return;
        }
        Gate.Pass pass;
        try {
            pass = gate().enter();
        } catch (RedemptionException refused) {
            end(before == null ? Judgement.failed(refused, Repeat.NEVER) : before);
            return;
        }
        Send<T> send = new Send<>(pass, isWrite(), how -> ended(pass, how));
        boolean mayBegin;
        synchronized (this) {
            mayBegin = phase == Phase.WAITING;
            if (mayBegin) {
                phase = Phase.SENDING;
                current = send;
                sends++;
            }
        }
        if (mayBegin) {
            send.start(port, left);
        } else {
            pass.judge(Health.UNTOLD);
            pass.leave();
        }
    }

    private void ended(Gate.Pass pass, SendEnd<T> how) {
        int number;
        FailureCode closed;
        synchronized (this) {
            if (phase != Phase.SENDING) {
                return;
            }
            phase = Phase.JUDGING;
            current = null;
            number = sends;
            closed = closing;
        }
        Breach breach = how.breach();
        if (breach != null && !how.cancelled()) {
            means.reporter().broken(operation, breach);
        }
        Judgement<T> judgement = judge(how, number, closed);
        pass.judge(judgement.health());
        if (judgement.health() == Health.GOOD) {
            means.bucket().answered();
        }
        if (!isRepeated(judgement)) {
            end(judgement);
        }
    }

    /** Waits for another send, if there may be one. */
    private boolean isRepeated(Judgement<T> judgement) {
        int number;
        synchronized (this) {
            last = judgement;
            number = sends;
            boolean allowed = closing == null
                    && number < means.options().maxSends()
                    && judgement.repeat().allowsAfter(number);
            if (!allowed) {
                return false;
            }
        }
        Duration delay;
        try {
            RedemptionException failed = judgement.failed();
            delay = means.backoff().after(number, failed == null ? null : failed.retryAfter());
        } catch (RuntimeException brokenGenerator) {
            return false;
        }
        Duration leftThen = left().minus(delay);
        if (leftThen.compareTo(means.options().minimumSendTime()) < 0
                || gate().isOpen()
                || !means.bucket().take(judgement.repeat().afterTimeout())) {
            return false;
        }
        means.reporter()
                .retrying(new Retrying(operation, kind, number + 1, delay, judgement.failureCode(), judgement.doubt()));
        return isScheduled(delay, number);
    }

    private boolean isScheduled(Duration delay, int number) {
        synchronized (this) {
            if (closing != null) {
                return false;
            }
            phase = Phase.WAITING;
        }
        TimeSource.Scheduled timer;
        try {
            timer = means.time().schedule(delay, this::send);
        } catch (RuntimeException brokenTimer) {
            return false;
        }
        boolean tooLate;
        synchronized (this) {
            tooLate = phase != Phase.WAITING || sends != number;
            if (!tooLate) {
                repetition = timer;
            }
        }
        if (tooLate) {
            timer.cancel();
        }
        return true;
    }

    /** The caller has gone, or the deadline has come. A write that was sent runs on after the one, not after the other. */
    private void close(FailureCode why) {
        Send<T> out;
        Judgement<T> before;
        synchronized (this) {
            if (phase == Phase.ENDED) {
                return;
            }
            if (closing == null) {
                closing = why;
            }
            if (phase == Phase.JUDGING) {
                return;
            }
            if (phase == Phase.WAITING) {
                phase = Phase.ENDED;
            }
            out = current;
            before = last;
        }
        if (out != null) {
            giveUp(out, why);
        } else {
            boolean knows = before != null && (before.answer() != null || why == FailureCode.DEADLINE_EXCEEDED);
            finish(knows ? before : Judgement.failed(means.failure(why), Repeat.NEVER));
        }
    }

    private void giveUp(Send<T> out, FailureCode why) {
        boolean write = isWrite();
        if (write) {
            out.cancel();
        }
        if ((write && why == FailureCode.CANCELLED) || !out.abandon()) {
            return;
        }
        int number;
        synchronized (this) {
            number = sends;
        }
        Judgement<T> judgement = givenUp(why, number);
        out.judge(judgement.health());
        if (!write) {
            out.cancel();
        }
        out.watch(means.time(), () -> means.reporter().broken(operation, Breach.NEVER_ENDED));
        end(judgement);
    }

    private void end(Judgement<T> how) {
        synchronized (this) {
            if (phase == Phase.ENDED) {
                return;
            }
            phase = Phase.ENDED;
        }
        finish(how);
    }

    private void finish(Judgement<T> how) {
        TimeSource.Scheduled limit;
        TimeSource.Scheduled wait;
        synchronized (this) {
            limit = deadline;
            wait = repetition;
        }
        if (limit != null) {
            limit.cancel();
        }
        if (wait != null) {
            wait.cancel();
        }
        RedemptionException failure = how.failure();
        if (failure != null) {
            stage.completeExceptionally(failure);
        } else {
            stage.complete(how.answer());
        }
    }
}
