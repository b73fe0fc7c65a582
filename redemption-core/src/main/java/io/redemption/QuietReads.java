package io.redemption;

import io.redemption.model.Operation;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes reads that no caller asked for, such as the one before a refusal. They are guarded as others, but not reported
 * as calls.
 */
final class QuietReads {
    private final Backstop backstop;
    private final CallReporter reporter;

    QuietReads(Backstop backstop, CallReporter reporter) {
        this.backstop = backstop;
        this.reporter = reporter;
    }

    <T> CompletionStage<T> read(Supplier<@Nullable CompletionStage<T>> call) {
        return backstop.read(reporter.quiet(Operation.HISTORY), call).answer();
    }
}
