package io.redemption;

import io.redemption.internal.CallerStage;
import io.redemption.internal.Stages;
import io.redemption.internal.calls.UnsentCalls;
import io.redemption.model.CallOptions;
import io.redemption.model.FailureCode;
import io.redemption.model.RedemptionException;
import io.redemption.port.CallOptionsPort;
import io.redemption.port.RedemptionPort;
import io.redemption.port.TimeSource;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The options of calls, as far as the core itself heeds them. Immutable. */
final class CallLimit {
    /**
     * How long after its deadline a call ends at the latest. Up to then a port that ends by itself may say what it
     * knows, which is often a proof that nothing was sent.
     */
    static final Duration GRACE = Duration.ofMillis(250);

    private final CallOptions options;
    private final RedemptionPort port;
    private final TimeSource time;

    /**
     * Creates a limit.
     *
     * @param port the port with these options
     */
    CallLimit(CallOptions options, RedemptionPort port, TimeSource time) {
        this.options = options;
        this.port = port;
        this.time = time;
    }

    CallOptions options() {
        return options;
    }

    boolean hasDeadline() {
        return options.deadline().isPresent();
    }

    /** Returns the port for a send of a call that has taken some time already; {@code null} if no time is left. */
    @Nullable
    RedemptionPort portAfter(Duration elapsed) {
        Duration deadline = options.deadline().orElse(null);
        if (deadline == null) {
            return port;
        }
        Duration left = deadline.minus(elapsed);
        return left.isNegative() || left.isZero() ? null : CallOptionsPort.of(port, options.deadline(left));
    }

    /**
     * Makes a call, and leaves it if it has not ended by the deadline and {@link #GRACE}.
     *
     * @param atDeadline returns the answer of a call that was left, or throws a {@link RedemptionException} if it
     *     certainly sent nothing or is a read
     */
    <T> CompletionStage<T> bound(Supplier<CompletionStage<T>> call, Supplier<T> atDeadline) {
        Duration deadline = options.deadline().orElse(null);
        if (deadline == null) {
            return call.get();
        }
        Bounded<T> bounded = new Bounded<>(atDeadline);
        TimeSource.Scheduled timer;
        try {
            timer = time.schedule(deadline.plus(GRACE), bounded::expire);
        } catch (Throwable brokenTimer) {
            return CompletableFuture.failedStage(UnsentCalls.broken(brokenTimer));
        }
        bounded.begin(call, timer);
        return bounded.own;
    }

    /** Returns the failure of a call that has passed its deadline. */
    RedemptionException passed(String consequence) {
        return new RedemptionException(
                FailureCode.DEADLINE_EXCEEDED,
                "the deadline of the call, "
                        + options.deadline().map(Duration::toString).orElse("none") + ", passed" + consequence);
    }

    /** A call with a deadline. It ends once: as the call does, or at the deadline. Thread-safe. */
    private static final class Bounded<T> {
        private final Supplier<T> atDeadline;
        private final CompletableFuture<CompletionStage<T>> begun = new CompletableFuture<>();
        private final AtomicBoolean expired = new AtomicBoolean();
        private final CallerStage<T> own = new CallerStage<>(this::leave);

        Bounded(Supplier<T> atDeadline) {
            this.atDeadline = atDeadline;
        }

        void begin(Supplier<CompletionStage<T>> call, TimeSource.Scheduled timer) {
            CompletionStage<T> stage;
            try {
                stage = call.get();
            } catch (Throwable thrown) {
                Timers.cancel(timer);
                throw thrown;
            }
            stage.whenComplete((value, thrown) -> {
                Timers.cancel(timer);
                boolean isOurOwnEnd = expired.get() && Stages.cause(thrown) instanceof CancellationException;
                if (value != null || !isOurOwnEnd) {
                    Stages.relay(value, thrown, own);
                }
            });
            begun.complete(stage);
        }

        private void leave() {
            CompletableFuture<Void> unused = begun.thenAccept(Stages::cancel);
        }

        /** Leaves the call. Waits for its beginning, which takes no time that counts: it does not block. */
        private void expire() {
            CompletableFuture<Void> unused = begun.thenAccept(stage -> {
                expired.set(true);
                Stages.cancel(stage);
                if (!own.isDone()) {
                    end();
                }
            });
        }

        private void end() {
            try {
                own.complete(atDeadline.get());
            } catch (RedemptionException certain) {
                own.completeExceptionally(certain);
            } catch (Throwable broken) {
                own.completeExceptionally(broken); // proves nothing, as it must not
            }
        }
    }
}
