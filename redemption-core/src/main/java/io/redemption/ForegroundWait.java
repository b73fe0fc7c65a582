package io.redemption;

import io.redemption.model.Redemption;
import io.redemption.model.Resolution;
import io.redemption.model.Ticket;
import io.redemption.port.AttemptJournal;
import io.redemption.port.TimeSource;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

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
     * Begins to watch a redeem in doubt, and waits for what it redeemed. An absence is not the answer of a call: it
     * rests on assumptions.
     *
     * @param isNew whether it was sent just now
     * @param elapsed how long the call has taken
     * @param stop receives how to end the waiting
     * @param repeat sends the attempt again while the call waits, instead of a poll
     * @return completes with what was certainly redeemed, or empty if that is not known in time. Never fails
     */
    CompletionStage<Optional<Redemption>> redemption(
            Ticket ticket, long opening, boolean isNew, Duration elapsed, Consumer<Runnable> stop, DoubtRepeat repeat) {
        CompletableFuture<Optional<Resolution>> resolved = resolution(ticket, opening, isNew, elapsed, repeat);
        stop.accept(() -> resolved.complete(Optional.empty()));
        return resolved.thenApply(seen -> seen.flatMap(resolution -> resolution.fold(
                confirmed -> Optional.of(confirmed.redemption()),
                absent -> Optional.empty(),
                duplicate -> Optional.empty(),
                still -> Optional.empty())));
    }

    /**
     * Begins to watch a reversal in doubt, and waits for its end. That it did not happen is not the answer of a call.
     *
     * @param elapsed how long the call has taken
     * @return completes with whether the redemption is known to be gone in time. Never fails
     */
    CompletionStage<Boolean> isGone(Ticket ticket, Duration elapsed) {
        return resolution(ticket, AttemptJournal.NO_OPENING, true, elapsed, null)
                .thenApply(seen -> seen.map(resolution ->
                                resolution.<Boolean>fold(stands -> false, gone -> true, twice -> false, still -> false))
                        .orElse(false));
    }

    private CompletableFuture<Optional<Resolution>> resolution(
            Ticket ticket, long opening, boolean isNew, Duration elapsed, @Nullable DoubtRepeat repeat) {
        CompletableFuture<Optional<Resolution>> answer = new CompletableFuture<>();
        Duration wait = context.resolution().waitAfter(elapsed);
        if (wait.isZero()) {
            watch.watch(ticket, opening, isNew, null);
            watch.leave(ticket, opening);
            answer.complete(Optional.empty());
            return answer;
        }
        CompletionStage<Optional<Resolution>> end = watch.watch(ticket, opening, isNew, repeat);
        end.whenComplete((resolution, thrown) -> answer.complete(resolution == null ? Optional.empty() : resolution));
        if (!answer.isDone()) {
            limit(answer, wait);
        }
        CompletionStage<Optional<Resolution>> ending = answer;
        ending.whenComplete((resolution, thrown) -> watch.leave(ticket, opening));
        return answer;
    }

    private void limit(CompletableFuture<Optional<Resolution>> answer, Duration wait) {
        try {
            TimeSource.Scheduled timer = context.time().schedule(wait, () -> answer.complete(Optional.empty()));
            CompletionStage<Optional<Resolution>> ending = answer;
            ending.whenComplete((resolution, thrown) -> timer.cancel());
        } catch (Throwable brokenTimer) {
            answer.complete(Optional.empty()); // a call that cannot be timed must not wait
        }
    }
}
