package io.redemption.checkout;

import io.redemption.AttemptId;
import io.redemption.RedemptionAttempt;
import io.redemption.RedemptionOutcome;
import io.redemption.checkout.AttemptJournal.Opening;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The journal, guarded like any adapter: it may throw, answer null or never end, and still each stage from here ends, at
 * the latest when patience is over. An opening that comes too late is not used: its attempt stays open in the journal, and
 * nobody sends it.
 */
final class Records {
    private final AttemptJournal journal;
    private final Waiting waiting;

    Records(AttemptJournal journal, Waiting waiting) {
        this.journal = journal;
        this.waiting = waiting;
    }

    CompletionStage<Opening> open(RedemptionAttempt attempt) {
        return guarded(() -> journal.open(attempt));
    }

    CompletionStage<Void> settle(AttemptId id, RedemptionOutcome outcome) {
        return guarded(() -> journal.settle(id, outcome));
    }

    CompletionStage<Void> discard(AttemptId id) {
        return guarded(() -> journal.discard(id));
    }

    private <T> CompletionStage<T> guarded(Supplier<@Nullable CompletionStage<T>> call) {
        CompletableFuture<T> ended = new CompletableFuture<>();
        try {
            CompletionStage<T> asked = call.get();
            if (asked == null) {
                throw new IllegalStateException("the journal returned null instead of a stage");
            }
            asked.whenComplete((value, thrown) -> Stages.relay(value, thrown, ended));
        } catch (Throwable broken) {
            ended.completeExceptionally(broken);
        }
        waiting.limit(ended, () -> ended.completeExceptionally(new TimeoutException("the journal did not answer")));
        return ended;
    }
}
