package io.redemption.reliability.cache;

import static org.assertj.core.api.Assertions.catchThrowable;
import static org.jetbrains.lincheck.datastructures.ManagedStrategyGuaranteeKt.forClasses;

import io.redemption.reliability.Figures;
import java.util.List;
import org.jetbrains.lincheck.LincheckAssertionError;
import org.jetbrains.lincheck.datastructures.ManagedStrategyGuarantee;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Redemptions, reversals and reads of one redeemable through the cache could have happened one after another. */
@Order(2) // Lincheck weaves into every class that is loaded by then: many minutes once the others have run.
@Timeout(600)
class CacheLinearizabilityTest {
    /** Values and pure functions of them: nobody else can write to what they read, so no schedule has to part them. */
    private static final List<String> PURE = List.of("java.util.stream.", "io.redemption.cache.HistoryView");

    private static final ManagedStrategyGuarantee PURE_IS_NOT_PARTED = forClasses(
                    (String name) -> PURE.stream().anyMatch(name::startsWith))
            .allMethods()
            .ignore();

    /** The JDK keeps this promise; what is checked is what we make of it. */
    private static final ManagedStrategyGuarantee MAPS_ARE_ATOMIC =
            forClasses("java.util.concurrent.ConcurrentHashMap").allMethods().treatAsAtomic();

    private final Figures figures = Figures.ofThisRun();

    private static ModelCheckingOptions modelChecking(int programs, int invocations) {
        return new ModelCheckingOptions()
                .addGuarantee(PURE_IS_NOT_PARTED)
                .addGuarantee(MAPS_ARE_ATOMIC)
                .threads(2)
                .actorsPerThread(3)
                .actorsBefore(0)
                .actorsAfter(0)
                .iterations(programs)
                .invocationsPerIteration(invocations);
    }

    @Test
    void modelChecking_ofTheCache_findsNoAnomaly() {
        int programs = figures.target("cache: model checking (2 threads x 3): programs");
        int invocations = figures.target("cache: model checking (2 threads x 3): invocations of each");

        modelChecking(programs, invocations).check(CacheModel.class);

        figures.prove("cache: model checking (2 threads x 3): programs", programs);
        figures.prove("cache: model checking (2 threads x 3): invocations of each", invocations);
    }

    @Test
    void stress_ofTheCache_findsNoAnomaly() {
        int programs = figures.target("cache: stress (3 threads x 3): programs");
        int invocations = figures.target("cache: stress (3 threads x 3): invocations of each");

        new StressOptions()
                .threads(3)
                .actorsPerThread(3)
                .actorsBefore(0)
                .actorsAfter(0)
                .iterations(programs)
                .invocationsPerIteration(invocations)
                .check(CacheModel.class);

        figures.prove("cache: stress (3 threads x 3): programs", programs);
        figures.prove("cache: stress (3 threads x 3): invocations of each", invocations);
    }

    @Test
    void modelChecking_ofACacheWithoutStamp_findsIt() {
        ModelCheckingOptions options = modelChecking(25, 400).minimizeFailedScenario(false);

        Throwable thrown = catchThrowable(() -> options.check(NoStampModel.class));

        figures.prove(
                "cache: model checking without generation stamp: caught",
                thrown instanceof LincheckAssertionError ? 1 : 0);
    }
}
