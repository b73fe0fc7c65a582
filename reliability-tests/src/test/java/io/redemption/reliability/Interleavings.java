package io.redemption.reliability;

import static org.assertj.core.api.Assertions.catchThrowable;
import static org.jetbrains.lincheck.datastructures.ManagedStrategyGuaranteeKt.forClasses;

import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jetbrains.kotlinx.lincheck.execution.ExecutionScenario;
import org.jetbrains.lincheck.LincheckAssertionError;
import org.jetbrains.lincheck.datastructures.CTestConfiguration;
import org.jetbrains.lincheck.datastructures.ManagedStrategyGuarantee;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Options;
import org.jetbrains.lincheck.datastructures.StressOptions;

/**
 * Checks that what several threads do at the same time could have been done by one thread, call after call. Lincheck
 * draws programs for a few threads and runs each of them many times, under schedules that it controls (model checking)
 * or that the machine makes (stress). It compares each invocation with the same class used by one thread.
 *
 * @param model the class whose operations the programs are made of
 * @param threads how many threads a program has
 * @param operations how many operations each of them does
 */
public record Interleavings(Class<?> model, int threads, int operations) {
    private static final String HUNG = "The execution has hung";

    /** The JDK and Caffeine keep this promise; what is checked is what we make of it. */
    private static final ManagedStrategyGuarantee MAPS_ARE_ATOMIC =
            forClasses(Interleavings::isMap).allMethods().treatAsAtomic();

    /**
     * How often programs are run if a hang is not seen again. Lincheck sometimes reports a hang at the first step of a
     * thread, on a busy machine more often, and in the same message that the same schedule ran through when it was
     * repeated. Each run draws the programs anew. A real hang hangs in its repetition too, and fails at once.
     */
    private static final int RUNS = 6;

    /**
     * Runs programs under schedules that Lincheck controls, and proves how many there were. A program ends before all
     * its invocations if it has seen all schedules.
     *
     * @param figure the name of the figures, without ": programs" and ": invocations of each"
     * @param isPure the classes that no schedule has to part; Lincheck does not watch them, because that would take
     *     longer than all the rest. Asked at every call that is watched, so it should not make a stream
     */
    public void modelCheck(String figure, Predicate<String> isPure) {
        check(() -> modelChecking(isPure), figure);
    }

    /**
     * Runs programs under schedules that the machine makes, and proves how many there were.
     *
     * @param figure the name of the figures, without ": programs" and ": invocations of each"
     */
    public void stress(String figure) {
        check(StressOptions::new, figure);
    }

    /**
     * Proves that model checking finds the mistake of a broken model.
     *
     * @param figure the name of the figure
     * @param isPure the classes that no schedule has to part
     */
    public void modelCheckingCatches(String figure, Predicate<String> isPure) {
        catches(figure, shaped(modelChecking(isPure)).iterations(25));
    }

    /**
     * Proves that model checking finds the mistake of a broken model: at full scale in the programs that Lincheck
     * draws, in every other build in one that is given, because it takes Lincheck long to draw one that shows the
     * mistake.
     *
     * @param figure the name of the figure
     * @param isPure the classes that no schedule has to part
     * @param given a program that shows the mistake
     */
    public void modelCheckingCatches(String figure, Predicate<String> isPure, ExecutionScenario given) {
        if (Scale.ofThisRun() == Scale.FULL) {
            modelCheckingCatches(figure, isPure);
        } else {
            catches(figure, modelChecking(isPure).addCustomScenario(given).iterations(0));
        }
    }

    private static boolean isMap(String className) {
        return className.equals("java.util.concurrent.ConcurrentHashMap")
                || className.startsWith("com.github.benmanes.caffeine.cache.");
    }

    private void catches(String figure, ModelCheckingOptions options) {
        options.invocationsPerIteration(400).minimizeFailedScenario(false);

        Throwable thrown = catchThrowable(() -> options.check(model));

        Figures.ofThisRun().prove(figure, thrown instanceof LincheckAssertionError ? 1 : 0);
    }

    private static ModelCheckingOptions modelChecking(Predicate<String> isPure) {
        return new ModelCheckingOptions()
                .addGuarantee(forClasses((String name) -> isPure.test(name))
                        .allMethods()
                        .ignore())
                .addGuarantee(MAPS_ARE_ATOMIC);
    }

    private <O extends Options<O, C>, C extends CTestConfiguration> void check(Supplier<O> options, String figure) {
        Figures figures = Figures.ofThisRun();
        int programs = figures.target(figure + ": programs");
        int invocations = figures.target(figure + ": invocations of each");

        untilNoHangIsGone(() -> shaped(options.get())
                .iterations(programs)
                .invocationsPerIteration(invocations)
                .check(model));

        figures.prove(figure + ": programs", programs);
        figures.prove(figure + ": invocations of each", invocations);
    }

    private static void untilNoHangIsGone(Runnable check) {
        for (int run = 1; true; run++) {
            try {
                check.run();
                return;
            } catch (IllegalStateException e) {
                if (run == RUNS || !isHangThatRanThrough(e)) {
                    throw e;
                }
                System.out.println("Lincheck reported a hang that ran through when it was repeated: run again");
            }
        }
    }

    /** Returns whether Lincheck reports that a schedule hung, and that the same one did not hang in its repetition. */
    static boolean isHangThatRanThrough(IllegalStateException reported) {
        String text = String.valueOf(reported.getMessage());
        int second = text.indexOf("== Reporting the second execution ==");
        return text.contains("Non-determinism found")
                && second >= 0
                && text.substring(0, second).contains(HUNG)
                && !text.substring(second).contains(HUNG);
    }

    private <O extends Options<O, C>, C extends CTestConfiguration> O shaped(O options) {
        return options.threads(threads)
                .actorsPerThread(operations)
                .actorsBefore(0)
                .actorsAfter(0);
    }
}
