package io.redemption.reliability.claims;

import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Many calls, so many at once. To be used by one thread. */
final class CallFlow {
    private static final int PATIENCE_SECONDS = 60;

    private final int atOnce;
    private final Semaphore places;

    CallFlow(int atOnce) {
        this.atOnce = atOnce;
        this.places = new Semaphore(atOnce);
    }

    /**
     * Makes a call when there is a place for it; its end, of which one is {@code null}, is taken on whatever thread it
     * comes.
     */
    void add(Supplier<CompletionStage<?>> call, BiConsumer<@Nullable Object, @Nullable Throwable> end) {
        take(1);
        call.get().whenComplete((answer, thrown) -> {
            try {
                end.accept(answer, thrown);
            } finally {
                places.release();
            }
        });
    }

    /** Waits for the last of them. */
    void await() {
        take(atOnce);
    }

    private void take(int number) {
        try {
            if (!places.tryAcquire(number, PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("no call ended for " + PATIENCE_SECONDS + " s");
            }
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted while waiting for calls", e);
        }
    }
}
