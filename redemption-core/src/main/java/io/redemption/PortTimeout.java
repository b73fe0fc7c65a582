package io.redemption;

import io.redemption.port.TimeSource;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Limits how long the library waits for an adapter. */
final class PortTimeout {
    private final TimeSource time;
    private final Duration timeout;

    PortTimeout(TimeSource time, Duration timeout) {
        this.time = time;
        this.timeout = timeout;
    }

    /** Runs {@code giveUp} if the answer is not complete when the timeout is over. */
    void limit(CompletableFuture<?> answer, Runnable giveUp) {
        if (answer.isDone()) {
            return;
        }
        TimeSource.Scheduled timer = schedule(giveUp);
        if (timer != null) {
            CompletionStage<?> ending = answer;
            ending.whenComplete((value, thrown) -> timer.cancel());
        }
    }

    /** Runs {@code giveUp} when the timeout is over. Returns {@code null} if the timer fails. */
    TimeSource.@Nullable Scheduled schedule(Runnable giveUp) {
        try {
            return time.schedule(timeout, giveUp);
        } catch (Throwable brokenTimer) {
            return null; // what was sent cannot be recalled: waiting without a limit is better than losing its answer
        }
    }
}
