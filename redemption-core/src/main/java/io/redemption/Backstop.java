package io.redemption;

import io.redemption.events.RedemptionListener.ContractViolation;
import io.redemption.model.Doubt;
import io.redemption.model.FailureCode;
import io.redemption.model.RedemptionException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Guards every call of a port, so that the answer keeps the contract whatever the adapter does. A write that ended
 * without proof is in doubt; a read that ended without an answer has failed. A call that does not end in time is given
 * up.
 */
final class Backstop {
    private final PortTimeout portTimeout;

    Backstop(PortTimeout portTimeout) {
        this.portTimeout = portTimeout;
    }

    /**
     * Guards a write.
     *
     * @param call makes the call
     * @param unknownOutcome makes the unknown outcome
     */
    <T> GuardedCall<T> write(
            CallReporter.Call report, Supplier<@Nullable CompletionStage<T>> call, Function<Doubt, T> unknownOutcome) {
        GuardedCall<T> guarded = new GuardedWrite<>(report, unknownOutcome);
        guarded.start(call, portTimeout);
        return guarded;
    }

    /**
     * Guards a read. A read that is given up is cancelled at the port too, because its answer is not needed any more.
     *
     * @param call makes the call
     */
    <T> GuardedCall<T> read(CallReporter.Call report, Supplier<@Nullable CompletionStage<T>> call) {
        GuardedCall<T> guarded = new GuardedRead<>(report);
        guarded.start(call, portTimeout);
        return guarded;
    }

    /** Guards a read that was made: its stage, or what it threw. */
    <T> GuardedCall<T> read(CallReporter.Call report, @Nullable CompletionStage<T> begun, @Nullable Throwable broken) {
        GuardedCall<T> guarded = new GuardedRead<>(report);
        guarded.guard(begun, broken, portTimeout);
        return guarded;
    }

    private static final class GuardedWrite<T> extends GuardedCall<T> {
        private final Function<Doubt, T> unknownOutcome;

        GuardedWrite(CallReporter.Call report, Function<Doubt, T> unknownOutcome) {
            super(report);
            this.unknownOutcome = unknownOutcome;
        }

        @Override
        T substitute(ContractViolation violation, @Nullable Throwable failure) {
            boolean cancelled = failure instanceof CancellationException;
            return unknownOutcome.apply(cancelled ? Doubt.CANCELLED : Doubt.BROKEN_ADAPTER);
        }
    }

    private static final class GuardedRead<T> extends GuardedCall<T> {
        GuardedRead(CallReporter.Call report) {
            super(report);
        }

        @Override
        T substitute(ContractViolation violation, @Nullable Throwable failure) {
            if (failure instanceof CancellationException) {
                throw new RedemptionException(FailureCode.CANCELLED, "the read was cancelled");
            }
            throw new RedemptionException(
                    FailureCode.BROKEN_ADAPTER, "the adapter broke the contract of its port: " + violation);
        }

        @Override
        void onFailure() {
            cancel();
        }
    }
}
