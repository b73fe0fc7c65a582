package io.redemption.reliability.limits;

import io.redemption.inmemory.InMemoryRedemptionPort;
import io.redemption.reliability.Figures;
import io.redemption.reliability.Fixtures;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A redemption is given back once, however many take it back, and never returns. */
@Timeout(600)
class ReversalTest {
    private static final String RACES = "reversal: races of 8 callers";

    private final Figures figures = Figures.ofThisRun();
    private final InMemoryRedemptionPort issuer = InMemoryRedemptionPort.create();

    @Test
    void reverse_byEightAtOnce_givesBackOnceAndForEver() {
        ReversalRace race = new ReversalRace(issuer, reversal -> Fixtures.answer(issuer.reverse(reversal)));
        int races = figures.target(RACES);
        int wrong = 0;

        for (int i = 0; i < races; i++) {
            wrong += race.givesBackOnce() ? 0 : 1;
        }

        figures.prove(RACES, races);
        figures.prove("reversal: races not given back exactly once", wrong);
        figures.prove("reversal: reads of a redemption that was gone before", race.returned());
    }

    @Test
    void race_issuerThatLooksAndThenReverses_isCaught() {
        ReversalRace broken = new ReversalRace(issuer, new LookThenReverse(issuer));
        boolean caught = false;

        for (int i = 0; i < figures.target(RACES) && !caught; i++) {
            caught = !broken.givesBackOnce();
        }

        figures.prove("reversal: unlocked look-then-reverse caught", caught ? 1 : 0);
    }
}
