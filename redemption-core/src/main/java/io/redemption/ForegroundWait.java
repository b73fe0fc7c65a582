package io.redemption;

import io.redemption.model.Resolution;
import io.redemption.model.Ticket;
import io.redemption.port.TimeSource;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Lets a call that ended unknown wait a little for its resolution. The watch goes on with the doubt afterwards.
 * Thread-safe.
 */
final class ForegroundWait {
    private final RedemptionsContext context;
    private final DoubtWatch watch;

    ForegroundWait(RedemptionsContext context, DoubtWatch watch) {
        this.context = context;
        this.watch = watch;
    }

    /**
     * Begins to watch a doubt, and waits for its end.
     *
     * @param isNew whether it was sent just now
     * @param elapsed how long the call has taken
     * @return completes with the resolution, or empty if there is none in time. Cancelling ends the waiting. Fails only
     *     if it is cancelled
     */
    CompletableFuture<Optional<Resolution>> resolution(Ticket ticket, long opening, boolean isNew, Duration elapsed) {
        CompletableFuture<Optional<Resolution>> answer = new CompletableFuture<>();
        Duration wait = context.resolution().waitAfter(elapsed);
        if (wait.isZero()) {
            watch.watch(ticket, opening, isNew);
            watch.leave(ticket, opening);
            answer.complete(Optional.empty());
            return answer;
        }
        CompletionStage<Optional<Resolution>> end = watch.watch(ticket, opening, isNew);
        end.whenComplete((resolution, thrown) -> answer.complete(resolution == null ? Optional.empty() : resolution));
        if (!answer.isDone()) {
            limit(answer, wait);
        }
        answer.whenComplete((resolution, thrown) -> watch.leave(ticket, opening));
        return answer;
    }

    private void limit(CompletableFuture<Optional<Resolution>> answer, Duration wait) {
        try {
            TimeSource.Scheduled timer = context.time().schedule(wait, () -> answer.complete(Optional.empty()));
            answer.whenComplete((resolution, thrown) -> timer.cancel());
        } catch (Throwable brokenTimer) {
            answer.complete(Optional.empty()); // a call that cannot be timed must not wait
        }
    }
}
