package io.redemption.resilience;

import io.redemption.events.RedemptionCall;
import io.redemption.events.RedemptionListener.ContractViolation;
import io.redemption.internal.calls.CallScope;
import io.redemption.internal.calls.UnsentCalls;
import io.redemption.model.FailureCode;
import io.redemption.model.Operation;
import io.redemption.model.RedemptionException;
import io.redemption.port.AbandonableStage;
import io.redemption.resilience.ResilienceListener.Retrying;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One call: its sends one after another, the waits between them, and the deadline over all. {@link CallEnvironment}
 * holds what calls share. Whatever the delegate, the timer, the listener or the generator does, the call ends once.
 *
 * <p>Thread-safe: the caller, the transport and the timers synchronize on the monitor, which is never held while other
 * code runs.
 *
 * @param <T> the type of the answer
 */
abstract class ResilientCall<T> {
    /** How long after the deadline a port that ends by itself may report what it knows. Part of the promised 250 ms. */
    private static final long GRACE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final CallEnvironment environment;
    private final RedemptionCall call;
    private final @Nullable CallScope scope = CallScope.current();
    private final Function<Duration, @Nullable CompletionStage<T>> port;
    private final long begunAt;
    private final AbandonableStage<T> stage = new AbandonableStage<>(() -> close(FailureCode.CANCELLED));
    private final CancellableTimer deadline = new CancellableTimer();

    private Phase phase = Phase.WAITING;
    private int sends;
    private @Nullable PortTry<T> current;
    private @Nullable SendVerdict<T> last;
    private @Nullable CancellableTimer retryTimer;
    private @Nullable Runnable roomWait;
    private @Nullable CancellableTimer roomTimer;
    private @Nullable FailureCode closing;

    private enum Phase {
        /** No send is under way, and one is to follow. */
        WAITING,
        /** A send is under way. */
        SENDING,
        /** A send has ended, and its verdict is not yet known. */
        EVALUATING,
        /** The call has ended. */
        ENDED
    }

    /**
     * Makes a call that has not begun.
     *
     * @param port makes one send within the time that is left
     */
    ResilientCall(
            CallEnvironment environment, RedemptionCall call, Function<Duration, @Nullable CompletionStage<T>> port) {
        this.environment = environment;
        this.call = call;
        this.port = port;
        this.begunAt = environment.time().nanoTime();
    }

    /** Returns what admits each send. */
    abstract SendAdmission admission();

    abstract boolean isWrite();

    /**
     * Evaluates the end of a send. Never called by two threads at once.
     *
     * @param number the number of the send in the call, from 1
     * @param closing why no other send may follow, or {@code null}
     */
    abstract SendVerdict<T> evaluate(PortTryResult<T> end, int number, @Nullable FailureCode closing);

    /**
     * Returns the end of a call that stops waiting for a send whose result is not known. Never called by two threads at
     * once, nor together with {@link #evaluate}.
     *
     * @param number the number of the send in the call, from 1
     */
    abstract SendVerdict<T> givenUp(FailureCode why, int number);

    final CallEnvironment environment() {
        return environment;
    }

    final Operation operation() {
        return call.operation();
    }

    /** Begins the call. */
    final CompletionStage<T> start() {
        send();
        if (!stage.isDone()) {
            long left = leftNanos() + (environment.endsByItself() ? GRACE_NANOS : 0);
            // If the timer fails, the call has no limit: a sent write cannot be undone, and its answer must not be
            // lost.
            deadline.set(
                    environment.time(),
                    Duration.ofNanos(Math.max(0, left)),
                    () -> close(FailureCode.DEADLINE_EXCEEDED));
        }
        return stage;
    }

    private Duration left() {
        return Duration.ofNanos(leftNanos());
    }

    /** In nanoseconds, because each step of an arithmetic with durations is an object. */
    private long leftNanos() {
        return environment.deadline().toNanos() - (environment.time().nanoTime() - begunAt);
    }

    private boolean isEnough(Duration left) {
        return left.compareTo(environment.options().minimumSendTime()) >= 0;
    }

    /** Sends in the scope in which the call began, on whatever thread. */
    private void send() {
        CallScope.run(scope, this::sendInScope);
    }

    private void sendInScope() {
        Duration left = left();
        SendVerdict<T> before;
        synchronized (this) {
            before = last;
        }
        if (before != null && !isEnough(left)) {
            end(before);
            return;
        }
        try {
            Duration wait = environment.roomWait();
            SendAdmission.Permit permit = wait == null ? admission().enter() : enterOrWait(wait, left);
            if (permit != null) {
                send(permit, left);
            }
        } catch (RedemptionException refused) {
            notAdmitted(refused);
        }
    }

    /** Returns the permit for a send, or {@code null} if it waits for room and continues when it has some. */
    private SendAdmission.@Nullable Permit enterOrWait(Duration wait, Duration left) {
        Runnable onRoom = new RoomWait();
        synchronized (this) {
            roomWait = onRoom;
        }
        SendAdmission.Permit permit = admission().enterOrWait(onRoom);
        if (permit == null) {
            CancellableTimer timer = new CancellableTimer();
            boolean isTimed = left.compareTo(wait) < 0
                    ? timer.set(
                            environment.time(),
                            left,
                            () -> stopWaiting(environment.failure(FailureCode.DEADLINE_EXCEEDED)))
                    : timer.set(environment.time(), wait, () -> stopWaiting(SendAdmission.noRoomWithin(wait)));
            synchronized (this) {
                roomTimer = timer;
            }
            if (!isTimed) {
                stopWaiting(SendAdmission.noRoomWithin(wait)); // a wait that cannot be limited is none
            }
        }
        return permit;
    }

    /** Continues a send that has waited for room. An own class, so that each wait is another one to the queue. */
    private final class RoomWait implements Runnable {
        /** Runs on the thread of whoever gave room back, which works for another call. */
        @Override
        public void run() {
            CallScope.run(scope, this::runInScope);
        }

        private void runInScope() {
            cancelRoomTimer();
            try {
                proceed(admission().enterWithRoom());
            } catch (RedemptionException refused) {
                notAdmitted(refused);
            }
        }

        private void proceed(SendAdmission.Permit permit) {
            Duration left;
            try {
                left = left();
            } catch (Throwable ofTheClock) {
                giveBack(permit, UnsentCalls.broken(ofTheClock));
                return;
            }
            if (left.isNegative() || left.isZero()) {
                giveBack(permit, environment.failure(FailureCode.DEADLINE_EXCEEDED));
            } else {
                send(permit, left);
            }
        }

        private void giveBack(SendAdmission.Permit permit, RedemptionException why) {
            permit.record(Health.NEUTRAL);
            permit.leave();
            notAdmitted(why);
        }
    }

    private void stopWaiting(RedemptionException why) {
        if (isOutOfQueue()) {
            notAdmitted(why);
        }
    }

    /** Leaves the queue of sends that wait for room. Returns whether it was in it. */
    private boolean isOutOfQueue() {
        Runnable waiting;
        synchronized (this) {
            waiting = roomWait;
        }
        return waiting != null && admission().stopWaiting(waiting);
    }

    private void cancelRoomTimer() {
        CancellableTimer timer;
        synchronized (this) {
            timer = roomTimer;
        }
        if (timer != null) {
            timer.cancel();
        }
    }

    private void notAdmitted(RedemptionException refused) {
        SendVerdict<T> before;
        synchronized (this) {
            before = last;
        }
        end(before == null ? SendVerdict.failed(refused, RetryDecision.NEVER) : before);
    }

    private void send(SendAdmission.Permit permit, Duration left) {
        PortTry<T> send = new PortTry<>(permit, isWrite(), end -> ended(permit, end));
        if (begins(send)) {
            send.start(port, left);
        } else {
            permit.record(Health.NEUTRAL);
            permit.leave();
        }
    }

    private synchronized boolean begins(PortTry<T> send) {
        if (phase != Phase.WAITING) {
            return false;
        }
        phase = Phase.SENDING;
        current = send;
        sends++;
        return true;
    }

    private void ended(SendAdmission.Permit permit, PortTryResult<T> end) {
        int number;
        FailureCode closed;
        synchronized (this) {
            phase = Phase.EVALUATING;
            current = null;
            number = sends;
            closed = closing;
        }
        ContractViolation violation = end.violation();
        if (violation != null && !end.cancelled()) {
            environment.reporter().broken(call, violation);
        }
        SendVerdict<T> verdict = evaluate(end, number, closed);
        permit.record(verdict.health());
        if (verdict.health() == Health.GOOD) {
            environment.bucket().answered();
        }
        synchronized (this) {
            last = verdict;
        }
        if (!retries(verdict, number)) {
            end(verdict);
        }
    }

    /** Schedules another send, if there may be one. */
    private boolean retries(SendVerdict<T> verdict, int number) {
        if (number >= environment.options().maxSends()
                || !verdict.retry().allowsAfter(number)
                || admission().isOpen()) {
            return false;
        }
        RedemptionException failed = verdict.failed();
        Duration delay;
        try {
            delay = environment.backoff().after(number, failed == null ? null : failed.retryAfter());
        } catch (Throwable brokenGenerator) {
            return false;
        }
        if (!isEnough(left().minus(delay))
                || !environment.bucket().take(verdict.retry().afterTimeout())) {
            return false;
        }
        Retrying event = new Retrying(call, number + 1, delay, failed == null ? null : failed.code(), verdict.doubt());
        CallScope.run(scope, () -> environment.reporter().retrying(event));
        return waits(delay);
    }

    private boolean waits(Duration delay) {
        CancellableTimer timer = new CancellableTimer();
        synchronized (this) {
            if (closing != null) {
                return false;
            }
            phase = Phase.WAITING;
            retryTimer = timer;
        }
        return timer.set(environment.time(), delay, this::send);
    }

    /** Closes the call, because the caller cancelled or the deadline passed. */
    private void close(FailureCode why) {
        PortTry<T> out;
        SendVerdict<T> before;
        int number;
        synchronized (this) {
            closing = closing == null ? why : closing;
            if (phase == Phase.EVALUATING || phase == Phase.ENDED) {
                return;
            }
            if (phase == Phase.WAITING) {
                phase = Phase.ENDED;
            }
            out = current;
            before = last;
            number = sends;
        }
        if (out != null) {
            giveUp(out, why, number);
        } else if (before != null && (before.answer() != null || why == FailureCode.DEADLINE_EXCEEDED)) {
            finish(before);
        } else {
            finish(SendVerdict.failed(environment.failure(why), RetryDecision.NEVER));
        }
    }

    /** Ends a read at once. Cancels a write if it was not sent; otherwise it continues up to the deadline. */
    private void giveUp(PortTry<T> out, FailureCode why, int number) {
        boolean write = isWrite();
        if (write) {
            out.cancel();
        }
        if ((write && why == FailureCode.CANCELLED) || !out.abandon()) {
            return;
        }
        SendVerdict<T> verdict = givenUp(why, number);
        out.record(verdict.health());
        if (!write) {
            out.cancel();
        }
        out.watch(environment.time(), () -> environment.reporter().broken(call, ContractViolation.NEVER_ENDED));
        end(verdict);
    }

    private void end(SendVerdict<T> how) {
        synchronized (this) {
            if (phase == Phase.ENDED) {
                return;
            }
            phase = Phase.ENDED;
        }
        finish(how);
    }

    private void finish(SendVerdict<T> how) {
        deadline.cancel();
        CancellableTimer wait;
        synchronized (this) {
            wait = retryTimer;
        }
        if (wait != null) {
            wait.cancel();
        }
        cancelRoomTimer();
        boolean unused = isOutOfQueue();
        RedemptionException failure = how.failure();
        if (failure != null) {
            stage.completeExceptionally(failure);
        } else {
            stage.complete(how.answer());
        }
    }
}
