package io.redemption;

import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.SimulatedDoubt.End;
import io.redemption.SimulatedDoubt.Weakness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Thousands of doubts at an issuer that lies about value, user, transaction, count, redeemable, time or completeness,
 * and under a time of day that is set at every step: no claim contradicts the issuer's own record. Each kind of
 * weakness that the library must not have is found by the same simulation.
 */
class SimulatedDoubtsTest {
    private static final boolean LONG = Boolean.getBoolean("reliability");

    private static final int CONTROLS = LONG ? 400 : 100;

    @Test
    void resolve_issuerLies_claimsNothingThatIsNotInItsRecord() {
        int doubts = LONG ? 20_000 : 500;
        int confirmable = 0;
        int stillUnknown = 0;
        int known = 0;
        for (long seed = 0; seed < doubts; seed++) {
            SimulatedDoubt doubt = new SimulatedDoubt(seed, Weakness.NONE, false);
            End end = doubt.run();
            assertThat(end.wrongClaims())
                    .as("seed %d, lie %s, %s", seed, doubt.lie, end.last())
                    .isZero();
            known += end.isKnown() ? 1 : 0;
            if (!doubt.reversing && end.isConfirmable()) {
                confirmable++;
                stillUnknown += end.isKnown() ? 0 : 1;
            }
        }
        System.out.printf(
                "%,d doubts at a lying issuer: 0 wrong claims, %,d known at the end; of %,d that are listed as "
                        + "requested %.1f %% "
                        + "stayed unknown%n",
                doubts, known, confirmable, 100.0 * stillUnknown / confirmable);
        assertThat(known)
                .as("the simulation is not answered with unknown alone")
                .isGreaterThan(doubts / 3);
    }

    @Test
    void resolve_timeOfDayIsSetAtEveryStep_claimsNothingWrongAndEveryDoubtEnds() {
        int schedules = LONG ? 50_000 : 1_000;
        int open = 0;
        for (long seed = 0; seed < schedules; seed++) {
            End end = new SimulatedDoubt(seed, Weakness.NONE, true).run();
            assertThat(end.wrongClaims()).as("seed %d, %s", seed, end.last()).isZero();
            open += end.isKnown() ? 0 : 1;
        }
        System.out.printf("%,d schedules of a clock that is set: 0 wrong claims, %,d doubts open%n", schedules, open);
        assertThat(open).isZero();
    }

    @ParameterizedTest
    @EnumSource(
            value = Weakness.class,
            names = {"WITHOUT_VALUE_CHECK", "WITHOUT_CANDIDATES", "EVIDENCE_BY_ECHO", "REVERSAL_BY_ONE_READ"})
    void control_weakerResolver_isFoundOut(Weakness weakness) {
        assertThat(wrongClaims(weakness, false)).isPositive();
    }

    @Test
    void control_timeOfDayTakenForElapsedTime_isFoundOut() {
        assertThat(wrongClaims(Weakness.WALL_CLOCK_AS_TIME, true)).isPositive();
    }

    private static int wrongClaims(Weakness weakness, boolean stepsTheClock) {
        int wrong = 0;
        for (long seed = 0; seed < CONTROLS; seed++) {
            wrong += new SimulatedDoubt(seed, weakness, stepsTheClock).run().wrongClaims();
        }
        System.out.printf("control %s: %,d wrong claims in %,d doubts%n", weakness, wrong, CONTROLS);
        return wrong;
    }
}
