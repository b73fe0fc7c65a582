package io.redemption.vauchar;

import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits on a condition, with an end. */
final class Waits {
    private static final long TEN_SECONDS = 10_000_000_000L;

    private Waits() {}

    static void until(String what, BooleanSupplier condition) {
        long begin = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - begin > TEN_SECONDS) {
                throw new AssertionError("waited 10 s in vain until " + what);
            }
            LockSupport.parkNanos(1_000_000);
        }
    }
}
