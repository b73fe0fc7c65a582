package io.redemption;

import io.redemption.events.RedemptionCall;
import io.redemption.events.RedemptionListener;
import io.redemption.events.RedemptionListener.Begun;
import io.redemption.events.RedemptionListener.CallResult;
import io.redemption.events.RedemptionListener.Component;
import io.redemption.events.RedemptionListener.ComponentFailed;
import io.redemption.events.RedemptionListener.ContractBroken;
import io.redemption.events.RedemptionListener.Ended;
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
    private final Call unheard;

    CallReporter(RedemptionListener listener, TimeSource time) {
        this.listener = listener.guarded();
        this.time = time;
        this.isUnheard = this.listener.equals(RedemptionListener.NONE);
        this.unheard = quiet(Operation.LOOKUP);
    }

    /** Begins the report of one call that redeems not exactly one attempt. */
    Call begin(Operation operation, @Nullable RedeemableKind kind) {
        return begin(RedemptionCall.of(operation, kind));
    }

    /** Begins the report of one call. */
    Call begin(RedemptionCall call) {
        listener.begun(new Begun(call));
        return new Call(call, nanosOrNull());
    }

    /** Begins the report of one read. Nothing is made and no time is taken if nobody listens. */
    Call beginRead(Operation operation, @Nullable RedeemableKind kind) {
        return isUnheard ? unheard : begin(operation, kind);
    }

    /** Returns the report of a read that no caller asked for. It reports a broken contract only. */
    Call quiet(Operation operation) {
        return new Call(RedemptionCall.of(operation, null), null);
    }

    private @Nullable Long nanosOrNull() {
        try {
            return time.nanoTime();
        } catch (Throwable ofTheClock) {
            componentFailed(Component.TIME_SOURCE, ofTheClock);
            return null;
        }
    }

    void report(Consumer<RedemptionListener> event) {
        event.accept(listener);
    }

    void componentFailed(Component component, Throwable thrown) {
        listener.componentFailed(
                new ComponentFailed(component, thrown.getClass().getName()));
    }

    /** The report of one call. */
    final class Call {
        private final RedemptionCall call;
        private final @Nullable Long startNanos;

        private Call(RedemptionCall call, @Nullable Long startNanos) {
            this.call = call;
            this.startNanos = startNanos;
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
            report(l -> l.contractBroken(new ContractBroken(call, violation)));
        }

        private void ended(
                CallResult result, List<ViolationCode> reasons, @Nullable Doubt doubt, @Nullable FailureCode failure) {
            if (isUnheard) {
                return;
            }
            listener.ended(new Ended(call, result, reasons, doubt, failure, elapsed()));
        }

        /** Returns how long the call has taken; zero if the clock cannot be read. */
        Duration elapsed() {
            Long now = nanosOrNull();
            return now == null || startNanos == null ? Duration.ZERO : Duration.ofNanos(now - startNanos);
        }
    }
}
