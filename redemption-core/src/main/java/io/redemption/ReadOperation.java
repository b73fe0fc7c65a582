package io.redemption;

import io.redemption.internal.CallerStage;
import io.redemption.internal.Stages;
import io.redemption.internal.calls.CallScope;
import io.redemption.model.Operation;
import io.redemption.model.RedeemableKind;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes reads. Each is guarded and cancelled when its caller cancels. Those of callers are reported. */
final class ReadOperation {
    private final CallReporter reporter;
    private final Backstop backstop;
    private final boolean isQuiet;

    /** Creates the reads of callers. */
    ReadOperation(RedemptionsContext context) {
        this(context, false);
    }

    private ReadOperation(RedemptionsContext context, boolean isQuiet) {
        this.isQuiet = isQuiet;
        this.reporter = context.reporter();
        this.backstop = context.backstop();
    }

    /** Returns reads that no caller asked for. They are not reported as calls. */
    static ReadOperation quiet(RedemptionsContext context) {
        return new ReadOperation(context, true);
    }

    <T> CompletionStage<T> read(
            Operation operation, @Nullable RedeemableKind kind, Supplier<@Nullable CompletionStage<T>> call) {
        CallScope scope = isQuiet ? reporter.quiet(operation) : reporter.beginRead(operation, kind);
        CompletionStage<T> begun = null;
        Throwable broken = null;
        try {
            begun = scope.in(call);
            T answer = Stages.answerOf(begun);
            if (answer != null) {
                // A hit of a cache: there is nothing to guard, and nothing to cancel.
                if (!isQuiet && scope instanceof CallReporter.Call report) {
                    report.done();
                }
                return CompletableFuture.completedFuture(answer);
            }
        } catch (Throwable thrown) {
            broken = thrown;
        }
        CallReporter.Call report = reporter.reportOf(scope);
        return guarded(report, backstop.read(report, begun, broken));
    }

    private <T> CompletionStage<T> guarded(CallReporter.Call report, GuardedCall<T> guarded) {
        CallerStage<T> own = new CallerStage<>(guarded::cancel);
        guarded.answer().whenComplete((value, thrown) -> {
            if (!isQuiet) {
                end(report, thrown);
            }
            Stages.relay(value, thrown, own);
        });
        return own;
    }

    private static void end(CallReporter.Call report, @Nullable Throwable thrown) {
        if (thrown == null) {
            report.done();
        } else {
            report.failed(Stages.cause(thrown));
        }
    }
}
