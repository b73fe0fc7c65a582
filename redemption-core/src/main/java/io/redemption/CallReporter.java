package io.redemption;

import io.redemption.events.RedemptionCall;
import io.redemption.events.RedemptionListener;
import io.redemption.events.RedemptionListener.Begun;
import io.redemption.events.RedemptionListener.CallResult;
import io.redemption.events.RedemptionListener.Component;
import io.redemption.events.RedemptionListener.ComponentFailed;
import io.redemption.events.RedemptionListener.ContractBroken;
import io.redemption.events.RedemptionListener.Ended;
import io.redemption.internal.calls.CallScope;
import io.redemption.internal.calls.CallerContext;
import io.redemption.model.Doubt;
import io.redemption.model.FailureCode;
import io.redemption.model.Operation;
import io.redemption.model.RedeemableKind;
import io.redemption.model.RedemptionException;
import io.redemption.model.Violation;
import io.redemption.model.ViolationCode;
import io.redemption.port.TimeSource;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Creates the events of calls and sends them to the listener. Nothing that a listener or a clock throws reaches a call.
 */
final class CallReporter {
    private final RedemptionListener listener;
    private final TimeSource time;
    private final boolean isUnheard;

    CallReporter(RedemptionListener listener, TimeSource time) {
        this.listener = listener.guarded();
        this.time = time;
        this.isUnheard = this.listener.equals(RedemptionListener.NONE);
    }

    /** Begins the report of one call that redeems not exactly one attempt. */
    Call begin(Operation operation, @Nullable RedeemableKind kind) {
        return begin(RedemptionCall.of(operation, kind));
    }

    /** Begins the report of one call. */
    Call begin(RedemptionCall call) {
        listener.begun(new Begun(call));
        CallScope scope = CallScope.current();
        CallerContext context = scope == null ? null : scope.context();
        try {
            return new Call(call, context, time.nanoTime());
        } catch (Throwable ofTheClock) {
            componentFailed(Component.TIME_SOURCE, ofTheClock);
            return new Call(call, context);
        }
    }

    /**
     * Begins one read of a caller, and returns its scope. If nobody listens, no event is made, no time is taken, and
     * the report is made when it is asked for: a hit of a cache needs none.
     */
    CallScope beginRead(Operation operation, @Nullable RedeemableKind kind) {
        CallScope around = CallScope.current();
        return isUnheard && (around == null || around.context() == null)
                ? new UnheardRead(operation, kind)
                : begin(operation, kind);
    }

    /** Returns the report of a read that was begun. */
    Call reportOf(CallScope read) {
        return read instanceof Call begun ? begun : new Call(Objects.requireNonNull(read.call()), null);
    }

    /** Returns the report of a read that no caller asked for. It reports a broken contract only. */
    Call quiet(Operation operation) {
        return new Call(RedemptionCall.of(operation, null), null);
    }

    void report(Consumer<RedemptionListener> event) {
        event.accept(listener);
    }

    void componentFailed(Component component, Throwable thrown) {
        listener.componentFailed(
                new ComponentFailed(component, thrown.getClass().getName()));
    }

    /** The scope of a read without a report and without a context. */
    private static final class UnheardRead implements CallScope {
        private final Operation operation;
        private final @Nullable RedeemableKind kind;
        private @Nullable RedemptionCall call;

        UnheardRead(Operation operation, @Nullable RedeemableKind kind) {
            this.operation = operation;
            this.kind = kind;
        }

        @Override
        public synchronized RedemptionCall call() {
            RedemptionCall known = call == null ? RedemptionCall.of(operation, kind) : call;
            call = known;
            return known;
        }

        @Override
        public @Nullable CallerContext context() {
            return null;
        }
    }

    /** The report of one call. Its events come with the context of its caller, if a hook captured it. */
    final class Call implements CallScope {
        private final RedemptionCall call;
        private final @Nullable CallerContext context;
        private final boolean isTimed;
        private final long startNanos;

        private Call(RedemptionCall call, @Nullable CallerContext context, long startNanos) {
            this.call = call;
            this.context = context;
            this.isTimed = true;
            this.startNanos = startNanos;
        }

        /** Creates the report of a call whose beginning is not known. */
        private Call(RedemptionCall call, @Nullable CallerContext context) {
            this.call = call;
            this.context = context;
            this.isTimed = false;
            this.startNanos = 0;
        }

        @Override
        public RedemptionCall call() {
            return call;
        }

        @Override
        public @Nullable CallerContext context() {
            return context;
        }

        /** Runs a step of the call, with the context of its caller if there is one. */
        void inContext(Runnable step) {
            if (context == null) {
                step.run();
            } else {
                CallScope.run(this, step);
            }
        }

        void done() {
            ended(CallResult.DONE, List.of(), null, null);
        }

        void replayed() {
            ended(CallResult.REPLAYED, List.of(), null, null);
        }

        void refused(List<Violation> violations) {
            List<ViolationCode> reasons =
                    violations.stream().map(Violation::code).toList();
            ended(CallResult.REFUSED, reasons, null, null);
        }

        void unknown(Doubt doubt) {
            ended(CallResult.UNKNOWN, List.of(), doubt, null);
        }

        void failed(Throwable failure) {
            FailureCode code = failure instanceof RedemptionException known ? known.code() : null;
            ended(CallResult.FAILED, List.of(), null, code);
        }

        void broken(RedemptionListener.ContractViolation violation) {
            inContext(() -> listener.contractBroken(new ContractBroken(call, violation)));
        }

        private void ended(
                CallResult result, List<ViolationCode> reasons, @Nullable Doubt doubt, @Nullable FailureCode failure) {
            if (isUnheard) {
                return;
            }
            Ended event = new Ended(call, result, reasons, doubt, failure, elapsed());
            if (context == null) {
                listener.ended(event);
            } else {
                context.run(() -> listener.ended(event));
            }
        }

        /** Returns how long the call has taken; zero if the clock cannot be read. */
        Duration elapsed() {
            if (!isTimed) {
                return Duration.ZERO;
            }
            try {
                return Duration.ofNanos(time.nanoTime() - startNanos);
            } catch (Throwable ofTheClock) {
                componentFailed(Component.TIME_SOURCE, ofTheClock);
                return Duration.ZERO;
            }
        }
    }
}
