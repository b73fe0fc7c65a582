package io.redemption.reliability.doubts;

import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.reliability.Figures;
import io.redemption.reliability.Scale;
import io.redemption.reliability.doubts.Faults.Fault;
import io.redemption.reliability.doubts.Simulation.Result;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Redemptions that settle their doubts by themselves, over a surviving journal, in worlds full of faults: no claim
 * contradicts the issuer's record, no attempt is sent twice, and once the faults stop everything is settled or handed
 * over. A seed that fails is added to {@code doubt-seeds.txt} and replayed in every build from then on.
 */
@Timeout(900)
class DoubtSimulationTest {
    private static final String WORLDS = "doubts: worlds of 100 operations";
    private static final String TWICE = "doubts: worlds made twice";
    private static final String VIOLATED = "doubts: worlds whose issuer is later than it may be";

    /** The first seeds of tests that must not repeat each other's worlds. */
    private static final long OF_VIOLATED = 1_000_000;

    private static final int WORLDS_OF_A_CONTROL = Scale.ofThisRun() == Scale.FULL ? 20 : 8;

    /** Worlds that were made before, so that those made twice are made once more only. */
    private static final Map<Long, Result> MADE = new ConcurrentHashMap<>();

    private final Figures figures = Figures.ofThisRun();

    @Test
    void worlds_fullOfFaults_claimNothingWrongAndLoseNoDoubt() {
        int worlds = figures.target(WORLDS);
        long begun = System.nanoTime();
        List<Result> results = run(0, worlds, Weakness.NONE);
        System.out.printf("%,d worlds in %.1f s%n", worlds, (System.nanoTime() - begun) / 1e9);
        for (Fault fault : Fault.values()) {
            System.out.printf(
                    "%,d %s%n",
                    results.stream()
                            .mapToLong(result -> result.faults().getOrDefault(fault, 0))
                            .sum(),
                    fault);
        }

        for (int seed = 0; seed < worlds; seed++) {
            assertThat(results.get(seed).wrong()).as("seed %d", seed).isEmpty();
        }
        figures.prove(WORLDS, results.size());
        figures.prove("doubts: faults", sum(results, Result::faultsMade));
        figures.prove("doubts: claims that something was redeemed", sum(results, Result::confirmed));
        figures.prove("doubts: absences recorded", sum(results, Result::absent));
        figures.prove("doubts: handed over", sum(results, Result::handedOver));
        figures.prove(
                "doubts: wrong claims and lost doubts",
                sum(results, result -> result.wrong().size()));
    }

    @Test
    void worlds_whoseIssuerIsLaterThanItMayBe_confirmNothingWrong() {
        int worlds = figures.target(VIOLATED);
        List<Result> results = run(OF_VIOLATED, OF_VIOLATED + worlds, Weakness.BOUNDS_VIOLATED);

        assertThat(results).allSatisfy(result -> assertThat(result.wrong()).isEmpty());
        figures.prove(VIOLATED, results.size());
    }

    @Test
    void worlds_madeTwice_areTheSame() {
        int worlds = figures.target(TWICE);
        List<Result> first = LongStream.range(0, worlds)
                .parallel()
                .mapToObj(seed -> MADE.computeIfAbsent(seed, made -> new Simulation(made, Weakness.NONE).run()))
                .toList();
        List<Result> second = run(0, worlds, Weakness.NONE);

        figures.prove(TWICE, worlds);
        figures.prove(
                "doubts: worlds that differ the second time",
                IntStream.range(0, worlds)
                        .filter(i -> first.get(i).digest() != second.get(i).digest())
                        .count());
        figures.prove(
                "doubts: worlds that are like another",
                worlds - first.stream().map(Result::digest).distinct().count());
    }

    @Test
    void worlds_thatFailedOnce_holdEverAfter() throws IOException {
        List<Long> seeds = keptSeeds();

        for (long seed : seeds) {
            assertThat(new Simulation(seed, Weakness.NONE).run().wrong())
                    .as("seed %d", seed)
                    .isEmpty();
        }
        figures.prove("doubts: kept worlds made again", seeds.size());
    }

    private static List<Long> keptSeeds() throws IOException {
        try (InputStream file =
                        Objects.requireNonNull(DoubtSimulationTest.class.getResourceAsStream("/doubt-seeds.txt"));
                BufferedReader lines = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
            return lines.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> Long.valueOf(line.split("\t", -1)[0]))
                    .toList();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Weakness.class,
            names = {"NONE", "BOUNDS_VIOLATED"},
            mode = EnumSource.Mode.EXCLUDE)
    void worlds_withoutAGuard_areFoundOut(Weakness weakness) {
        long wrong = sum(
                run(0, WORLDS_OF_A_CONTROL, weakness), result -> result.wrong().size());

        System.out.printf("control %s: %,d wrong claims in %d worlds%n", weakness, wrong, WORLDS_OF_A_CONTROL);
        figures.prove("doubts: " + weakness.caught(), wrong > 0 ? 1 : 0);
    }

    /** Makes worlds, which share nothing, on all processors. */
    private static List<Result> run(long from, long to, Weakness weakness) {
        return LongStream.range(from, to)
                .parallel()
                .mapToObj(seed -> {
                    Result result = new Simulation(seed, weakness).run();
                    if (weakness == Weakness.NONE) {
                        MADE.putIfAbsent(seed, result);
                    }
                    return result;
                })
                .toList();
    }

    private static long sum(List<Result> results, ToIntFunction<Result> of) {
        return results.stream().mapToLong(of::applyAsInt).sum();
    }
}
