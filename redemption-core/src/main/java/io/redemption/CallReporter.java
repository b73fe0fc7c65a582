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

    /** Begins the report of one read. No event is made and no time is taken if nobody listens. */
    Call beginRead(Operation operation, @Nullable RedeemableKind kind) {
        if (!isUnheard) {
            return begin(operation, kind);
        }
        CallScope scope = CallScope.current();
        return new Call(RedemptionCall.of(operation, kind), scope == null ? null : scope.context());
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
