package io.redemption.reliability;

import static org.assertj.core.api.Assertions.catchThrowable;
import static org.jetbrains.lincheck.datastructures.ManagedStrategyGuaranteeKt.forClasses;

import java.util.List;
import java.util.stream.Stream;
import org.jetbrains.lincheck.LincheckAssertionError;
import org.jetbrains.lincheck.datastructures.CTestConfiguration;
import org.jetbrains.lincheck.datastructures.ManagedStrategyGuarantee;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Options;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever threads do at the same time could have been done one after the other. Lincheck draws programs for a few
 * threads, and runs each of them under many schedules that it controls (model checking) or that the machine makes
 * (stress). Each invocation is checked against the same class used by one thread.
 */
@Order(1) // Lincheck weaves into every class that is loaded by then: many minutes once the others have run.
@Timeout(1200)
class LinearizabilityTest {
    /**
     * What no schedule has to part, because nobody else can write to what it reads: values and pure functions of them,
     * a judgement, which its caller alone knows and which is published under a lock, stages that are complete when they
     * are made, and what comes before the threads. To watch it would take longer than all the rest.
     *
     * <p>A class is here as a whole or not at all: Lincheck gives other hash codes to what it watches, and a map that
     * is filled watched and asked unwatched does not find its keys.
     */
    private static final List<String> PURE = List.of(
            "java.util.concurrent.CompletableFuture",
            "java.util.stream.",
            "io.redemption.rules.",
            "io.redemption.inmemory.StoredAnswer",
            "io.redemption.inmemory.Consumption",
            "io.redemption.inmemory.Cursor",
            "io.redemption.inmemory.RuleVerdict",
            "io.redemption.inmemory.Ledger",
            "io.redemption.inmemory.Snapshot",
            "io.redemption.inmemory.PersistentTreeMap",
            "io.redemption.reliability.Prepared",
            "io.redemption.reliability.StoppedTime");

    /** Starts with one of the above, and is watched: it remembers what was answered, for all threads. */
    private static final String WATCHED = "io.redemption.inmemory.ReplayStore";

    /** The package of the core's values. */
    private static final String CORE = "io.redemption.";

    private static final ManagedStrategyGuarantee PURE_IS_NOT_PARTED =
            forClasses((String name) -> isPure(name)).allMethods().ignore();

    /** The JDK keeps this promise; what is checked is what we make of it. */
    private static final ManagedStrategyGuarantee MAPS_ARE_ATOMIC =
            forClasses("java.util.concurrent.ConcurrentHashMap").allMethods().treatAsAtomic();

    private final Figures figures = Figures.ofThisRun();

    /** What is checked, by how many threads with how many operations each. */
    record Structure(String name, Class<?> model, int threads, int operations) {
        @Override
        public String toString() {
            return name + " (" + threads + " threads x " + operations + ")";
        }
    }

    static Stream<Structure> modelChecked() {
        return Stream.of(
                new Structure("issuer", IssuerModel.class, 3, 2),
                new Structure("replay", ReplayModel.class, 2, 3),
                new Structure("journal", JournalModel.class, 2, 3));
    }

    static Stream<Structure> stressed() {
        return modelChecked().map(structure -> new Structure(structure.name(), structure.model(), 3, 3));
    }

    static Stream<Structure> broken() {
        return Stream.of(
                new Structure("counter and map", CounterAndMapModel.class, 2, 3),
                new Structure("look, then replay", LookThenReplayModel.class, 2, 3),
                new Structure("look, then open", LookThenOpenModel.class, 2, 3));
    }

    @ParameterizedTest
    @MethodSource("modelChecked")
    void modelChecking_ofOurs_findsNoAnomaly(Structure structure) {
        ModelCheckingOptions options =
                new ModelCheckingOptions().addGuarantee(PURE_IS_NOT_PARTED).addGuarantee(MAPS_ARE_ATOMIC);

        check(options, structure, "model checking of the " + structure);
    }

    @ParameterizedTest
    @MethodSource("stressed")
    void stress_ofOurs_findsNoAnomaly(Structure structure) {
        check(new StressOptions(), structure, "stress of the " + structure);
    }

    @ParameterizedTest
    @MethodSource("broken")
    void modelChecking_ofABrokenOne_findsIt(Structure structure) {
        ModelCheckingOptions options = shaped(new ModelCheckingOptions(), structure)
                .iterations(25)
                .invocationsPerIteration(400)
                .minimizeFailedScenario(false);

        Throwable thrown = catchThrowable(() -> options.check(structure.model()));

        figures.prove(
                "model checking of " + structure.name() + ": caught", thrown instanceof LincheckAssertionError ? 1 : 0);
    }

    /** Asked at every call that is watched, so without a stream. */
    private static boolean isPure(String className) {
        for (String prefix : PURE) {
            if (className.startsWith(prefix)) {
                return !WATCHED.equals(className);
            }
        }
        return CORE.equals(className.substring(0, className.lastIndexOf('.') + 1));
    }

    /** An iteration is one program; it ends before all its invocations if it has seen all schedules. */
    private <O extends Options<O, C>, C extends CTestConfiguration> void check(
            O options, Structure structure, String name) {
        int iterations = figures.target(name + ": programs");
        int invocations = figures.target(name + ": invocations of each");

        shaped(options, structure)
                .iterations(iterations)
                .invocationsPerIteration(invocations)
                .check(structure.model());

        figures.prove(name + ": programs", iterations);
        figures.prove(name + ": invocations of each", invocations);
    }

    private static <O extends Options<O, C>, C extends CTestConfiguration> O shaped(O options, Structure structure) {
        return options.threads(structure.threads())
                .actorsPerThread(structure.operations())
                .actorsBefore(0)
                .actorsAfter(0);
    }
}
