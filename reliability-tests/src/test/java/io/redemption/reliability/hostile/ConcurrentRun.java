package io.redemption.reliability.hostile;

import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Many calls, so many at once, waited for to the last. */
final class ConcurrentRun {
    private static final int PATIENCE_SECONDS = 60;

    private ConcurrentRun() {}

    /**
     * Makes calls.
     *
     * @param calls how many
     * @param atOnce how many at once
     * @param call makes the call of a number
     * @param end takes each end, on whatever thread it comes; one of the two is {@code null}
     */
    static <T> void of(
            int calls,
            int atOnce,
            IntFunction<CompletionStage<T>> call,
            BiConsumer<@Nullable T, @Nullable Throwable> end) {
        Semaphore places = new Semaphore(atOnce);
        for (int i = 0; i < calls; i++) {
            take(places, 1);
            call.apply(i).whenComplete((value, thrown) -> {
                try {
                    end.accept(value, thrown);
                } finally {
                    places.release();
                }
            });
        }
        take(places, atOnce);
    }

    private static void take(Semaphore places, int number) {
        try {
            if (!places.tryAcquire(number, PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("no call ended for " + PATIENCE_SECONDS + " s");
            }
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted while waiting for calls", e);
        }
    }
}
