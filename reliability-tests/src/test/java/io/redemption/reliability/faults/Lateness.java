package io.redemption.reliability.faults;

import io.redemption.port.TimeSource;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How late calls end, beyond their deadline and beyond a bare timer that was set for it when the call began: what a
 * busy machine does to every timer is not held against the call. Thread-safe.
 */
final class Lateness {
    private final Duration deadline;
    private final AtomicLong mostNanos = new AtomicLong(Long.MIN_VALUE);
    private final AtomicInteger metDeadline = new AtomicInteger();

    Lateness(Duration deadline) {
        this.deadline = deadline;
    }

    /** Measures a call that begins now; the stage ends when that is done. */
    CompletionStage<?> measure(CompletionStage<?> call, long begunNanos) {
        CompletableFuture<Long> bare = new CompletableFuture<>();
        TimeSource.system().schedule(deadline, () -> bare.complete(System.nanoTime() - begunNanos));
        CompletionStage<Long> ended = call.handle((answer, thrown) -> System.nanoTime() - begunNanos);
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
