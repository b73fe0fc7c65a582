package io.redemption;

import io.redemption.port.TimeSource;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

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
        TimeSource.Scheduled timer;
        try {
            timer = time.schedule(timeout, giveUp);
        } catch (Throwable brokenTimer) {
            return; // what was sent cannot be recalled: waiting without a limit is better than losing its answer
        }
        CompletionStage<?> ending = answer;
        ending.whenComplete((value, thrown) -> timer.cancel());
    }
}
