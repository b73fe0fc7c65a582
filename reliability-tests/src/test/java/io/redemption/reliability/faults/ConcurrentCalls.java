package io.redemption.reliability.faults;

import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;

/** Makes many calls, so many at once. */
public final class ConcurrentCalls {
    private static final int PATIENCE_SECONDS = 60;

    private ConcurrentCalls() {}

    /**
     * Makes calls with numbers from 0 on, each as soon as there is room, and waits for all to end.
     *
     * @throws AssertionError if for a minute none of them ends
     */
    public static void run(int calls, int atOnce, IntFunction<CompletionStage<?>> call) {
        Semaphore room = new Semaphore(atOnce);
        for (int i = 0; i < calls; i++) {
            take(room, 1);
            CompletionStage<?> unused = call.apply(i).whenComplete((answer, thrown) -> room.release());
        }
        take(room, atOnce);
    }

    private static void take(Semaphore room, int places) {
        try {
            if (!room.tryAcquire(places, PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("waited " + PATIENCE_SECONDS + " s for a call to end");
            }
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted while waiting for a call to end", e);
        }
    }
}
