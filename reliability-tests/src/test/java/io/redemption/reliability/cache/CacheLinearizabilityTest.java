package io.redemption.reliability.cache;

import io.redemption.reliability.Interleavings;
import java.util.List;
import org.jetbrains.kotlinx.lincheck.Actor;
import org.jetbrains.kotlinx.lincheck.execution.ExecutionScenario;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Redemptions, reversals and reads of one redeemable through the cache could have happened one after another. */
@Tag("alone")
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
    void modelChecking_ofACacheWithoutStamp_findsIt() throws NoSuchMethodException {
        new Interleavings(NoStampModel.class, 2, 3)
                .modelCheckingCatches(
                        "cache: model checking without generation stamp: caught",
                        CacheLinearizabilityTest::isPure,
                        readBesideARedemption());
    }

    /** One thread reads while another redeems and then reads: the second read must see the redemption. */
    private static ExecutionScenario readBesideARedemption() throws NoSuchMethodException {
        Actor read = new Actor(CacheModel.class.getMethod("read"), List.of());
        Actor redeem = new Actor(CacheModel.class.getMethod("redeem", int.class), List.of(0));
        return new ExecutionScenario(List.of(), List.of(List.of(read), List.of(redeem, read)), List.of(), null);
    }

    /** Values and pure functions of them: nobody else can write to what they read, so no schedule has to part them. */
    private static boolean isPure(String className) {
        return className.startsWith("java.util.stream.") || className.startsWith("io.redemption.cache.HistoryView");
    }
}
