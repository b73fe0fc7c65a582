package io.redemption;

import io.redemption.internal.CallerStage;
import io.redemption.internal.Stages;
import io.redemption.model.Operation;
import io.redemption.model.RedeemableKind;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes the reads of callers. Each is guarded, reported, and cancelled when its caller cancels. */
final class ReadOperation {
    private final CallReporter reporter;
    private final Backstop backstop;

    ReadOperation(RedemptionsContext context) {
        this.reporter = context.reporter();
        this.backstop = context.backstop();
    }

    <T> CompletionStage<T> read(
            Operation operation, @Nullable RedeemableKind kind, Supplier<@Nullable CompletionStage<T>> call) {
        CallReporter.Call report = reporter.begin(operation, kind);
        Backstop.Guarded<T> guarded = backstop.read(report, call);
        CallerStage<T> own = new CallerStage<>(guarded::cancel);
        guarded.answer().whenComplete((value, thrown) -> {
            if (thrown == null) {
                report.done();
            } else {
                report.failed(Stages.cause(thrown));
            }
            Stages.relay(value, thrown, own);
        });
        return own;
    }
}
