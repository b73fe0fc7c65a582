package io.redemption.reliability.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.cache.Variant;
import io.redemption.reliability.Figures;
import io.redemption.reliability.cache.LagSimulation.Counts;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** No answer predates what was acknowledged, though the issuer's lists lag by up to ten seconds. */
@Timeout(600)
class LagTest {
    private static final long SEED = 20261125;
    private static final int MOST_RUNS_TO_CATCH = 50;

    private final Figures figures = Figures.ofThisRun();

    @Test
    void reads_afterAcknowledgements_areNeverStale() {
        int target = figures.target("cache: reads after an acknowledgement");
        Counts all = new Counts();

        for (long seed = SEED;
                all.pairs < target || all.overtaken < figures.target("cache: loads overtaken by an acknowledgement");
                seed++) {
            Counts run = new LagSimulation(Variant.OURS, seed).run();
            assertThat(run.stale).as("stale answers; seed %s", seed).isZero();
            all.add(run);
        }

        figures.prove("cache: reads after an acknowledgement", all.pairs);
        figures.prove("cache: reads answered", all.reads);
        figures.prove("cache: reads answered out of memory", all.hits);
        figures.prove("cache: loads overtaken by an acknowledgement", all.overtaken);
        figures.prove("cache: loads that failed the check", all.lagging);
        figures.prove("cache: stale answers", all.stale);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "OURS")
    void reads_withoutOneRule_areFoundStale(Variant variant) {
        int stale = 0;

        for (int run = 0; run < MOST_RUNS_TO_CATCH && stale == 0; run++) {
            stale += new LagSimulation(variant, SEED + run).run().stale;
        }

        figures.prove(
                "cache: " + variant.name().toLowerCase(Locale.ROOT).replace('_', ' ') + ": caught", stale > 0 ? 1 : 0);
    }
}
