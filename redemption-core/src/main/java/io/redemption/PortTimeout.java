package io.redemption;

import io.redemption.port.TimeSource;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** How long an adapter is waited for. */
final class PortTimeout {
    private final TimeSource time;
    private final Duration timeout;

    PortTimeout(TimeSource time, Duration timeout) {
        this.time = time;
        this.timeout = timeout;
    }

    /** Runs {@code giveUp} if the answer is not there when patience is over. */
    void limit(CompletableFuture<?> answer, Runnable giveUp) {
        if (answer.isDone()) {
            return;
        }
        TimeSource.Scheduled timer;
        try {
            timer = time.schedule(timeout, giveUp);
        } catch (Throwable brokenTimer) {
            return; // what was sent cannot be taken back: better to wait without a limit than to lose its answer
        }
        CompletionStage<?> ending = answer;
        ending.whenComplete((value, thrown) -> timer.cancel());
    }
}
