package io.redemption.reliability.faults;

import io.redemption.resilience.ResilienceListener;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/** What the layers of a stack tell about one call. Thread-safe. */
final class RecordedEvents implements ResilienceListener {
    private final AtomicInteger repetitions = new AtomicInteger();
    private final CompletableFuture<String> end = new CompletableFuture<>();

    @Override
    public void retrying(Retrying event) {
        repetitions.incrementAndGet();
    }

    @Override
    public void ended(Ended event) {
        switch (event.result()) {
            case UNKNOWN -> end.complete("unknown " + event.doubt());
            case FAILED -> end.complete("failed " + event.failure());
            default -> end.complete(String.valueOf(event.result()));
        }
    }

    /** How often it was tried to send. */
    int tries() {
        return repetitions.get() + 1;
    }

    /** How the call ended, whether or not its caller is still there. */
    CompletableFuture<String> end() {
        return end;
    }
}
