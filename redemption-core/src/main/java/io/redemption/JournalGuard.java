package io.redemption;

import io.redemption.events.RedemptionListener.Component;
import io.redemption.internal.Stages;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Guards the calls of a journal: it may throw, answer null or never end, but each stage from here ends within the port
 * timeout. Each failure is reported to the listener.
 */
final class JournalGuard {
    private final PortTimeout portTimeout;
    private final CallReporter reporter;

    JournalGuard(PortTimeout portTimeout, CallReporter reporter) {
        this.portTimeout = portTimeout;
        this.reporter = reporter;
    }

    <T> CompletionStage<T> guarded(Supplier<@Nullable CompletionStage<T>> call) {
        return guarded(call, late -> {});
    }

    /** Calls the journal; {@code onLate} gets an answer for which nobody waits any more. */
    <T> CompletionStage<T> guarded(Supplier<@Nullable CompletionStage<T>> call, Consumer<T> onLate) {
        CompletionStage<T> journalStage = null;
        Throwable broken = null;
        try {
            journalStage = call.get();
            if (journalStage != null && Stages.isAnswered(journalStage)) {
                return journalStage;
            }
        } catch (Throwable thrown) {
            broken = thrown;
        }
        return awaited(journalStage, broken, onLate);
    }

    private <T> CompletionStage<T> awaited(
            @Nullable CompletionStage<T> journalStage, @Nullable Throwable thrownAtOnce, Consumer<T> onLate) {
        CompletableFuture<T> ended = new CompletableFuture<>();
        try {
            if (thrownAtOnce != null) {
                throw thrownAtOnce;
            }
            if (journalStage == null) {
                throw new IllegalStateException("the journal returned null instead of a stage");
            }
            journalStage.whenComplete((value, thrown) -> {
                if (thrown != null || value == null) {
                    Stages.relay(value, thrown, ended);
                } else if (!ended.complete(value)) {
                    onLate.accept(value);
                }
            });
        } catch (Throwable broken) {
            ended.completeExceptionally(broken);
        }
        portTimeout.limit(ended, () -> ended.completeExceptionally(new TimeoutException("the journal did not answer")));
        CompletionStage<T> ending = ended;
        ending.whenComplete((value, thrown) -> {
            if (thrown != null) {
                reporter.componentFailed(Component.JOURNAL, Stages.cause(thrown));
            }
        });
        return ended;
    }
}
