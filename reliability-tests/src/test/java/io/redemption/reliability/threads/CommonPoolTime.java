package io.redemption.reliability.threads;

import io.redemption.port.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * The machine's time with timers as this library once had them: what falls due runs on the JDK's common pool.
 * Thread-safe.
 */
final class CommonPoolTime implements TimeSource {
    @Override
    public Instant now() {
        return Instant.now();
    }

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public Scheduled schedule(Duration delay, Runnable task) {
        CompletableFuture<Void> waiting = new CompletableFuture<>();
        CompletableFuture<Void> run = waiting.completeOnTimeout(null, delay.toNanos(), TimeUnit.NANOSECONDS)
                .thenRunAsync(task, waiting.defaultExecutor());
        return () -> run.cancel(false);
    }
}
