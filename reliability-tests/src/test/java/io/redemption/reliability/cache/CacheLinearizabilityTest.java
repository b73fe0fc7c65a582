package io.redemption.reliability.cache;

import io.redemption.reliability.Interleavings;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Redemptions, reversals and reads of one redeemable through the cache could have happened one after another. */
@Order(3) // Lincheck weaves into every class that is loaded by then: many minutes once the others have run.
@Timeout(600)
class CacheLinearizabilityTest {
    @Test
    void modelChecking_ofTheCache_findsNoAnomaly() {
        new Interleavings(CacheModel.class, 2, 3)
                .modelCheck("cache: model checking (2 threads x 3)", CacheLinearizabilityTest::isPure);
    }

    @Test
    void stress_ofTheCache_findsNoAnomaly() {
        new Interleavings(CacheModel.class, 3, 3).stress("cache: stress (3 threads x 3)");
    }

    @Test
    void modelChecking_ofACacheWithoutStamp_findsIt() {
        new Interleavings(NoStampModel.class, 2, 3)
                .modelCheckingCatches(
                        "cache: model checking without generation stamp: caught", CacheLinearizabilityTest::isPure);
    }

    /** Values and pure functions of them: nobody else can write to what they read, so no schedule has to part them. */
    private static boolean isPure(String className) {
        return className.startsWith("java.util.stream.") || className.startsWith("io.redemption.cache.HistoryView");
    }
}
