package io.redemption.reliability.threads;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * How late calls end, beyond their deadline and beyond a bare timer that was set for it when the call began: what a
 * busy machine does to every thread is not held against the call. The timer is a thread of this class, which shares
 * nothing with the library. Thread-safe.
 */
final class Lateness {
    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, task -> {
        Thread thread = new Thread(task, "bare-timer");
        thread.setDaemon(true);
        return thread;
    });
    private final Duration deadline;
    private final AtomicLong mostNanos = new AtomicLong(Long.MIN_VALUE);
    private final AtomicInteger metDeadline = new AtomicInteger();

    Lateness(Duration deadline) {
        this.deadline = deadline;
    }

    /** Makes a call and measures it; the stage ends when that is done. */
    CompletionStage<?> measure(Supplier<CompletionStage<?>> call) {
        long begun = System.nanoTime();
        CompletableFuture<Long> bare = new CompletableFuture<>();
        Future<?> unused = timer.schedule(
                () -> bare.complete(System.nanoTime() - begun), deadline.toNanos(), TimeUnit.NANOSECONDS);
        CompletionStage<Long> ended = call.get().handle((answer, thrown) -> System.nanoTime() - begun);
        return ended.thenCombine(bare, (took, allowed) -> {
            mostNanos.accumulateAndGet(took - Math.max(allowed, deadline.toNanos()), Math::max);
            if (took >= deadline.toNanos()) {
                metDeadline.incrementAndGet();
            }
            return took;
        });
    }

    /** By how many milliseconds the latest call was too late; negative if none was. */
    long mostMillis() {
        return TimeUnit.NANOSECONDS.toMillis(mostNanos.get());
    }

    /** How many calls were not over before their deadline, so that it was what ended them. */
    int metDeadline() {
        return metDeadline.get();
    }
}
