package io.redemption.reliability.doubts;

import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.port.AttemptState;
import io.redemption.reliability.Figures;
import io.redemption.reliability.doubts.LostAnswer.Plan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A redemption whose answer was lost is settled to the truth, in every combination of what an issuer can do. */
@Timeout(300)
class LostAnswerTest {
    private static final String TICKETS = "lost answers: tickets settled in another process";
    private static final Duration UNTIL_SETTLED = Duration.ofMinutes(3);

    private final Figures figures = Figures.ofThisRun();

    /** How a world ended: right, wrong or unknown. */
    private record Score(int worlds, int wrong, int confirmed, int absent) {}

    private static @Nullable Duration millis(int millis) {
        return millis == Integer.MIN_VALUE ? null : Duration.ofMillis(millis);
    }

    private static List<Plan> grid(boolean isDropped) {
        int never = Integer.MIN_VALUE;
        List<Plan> plans = new ArrayList<>();
        for (int applied : new int[] {never, 500, 3_000, 30_000, 60_500}) {
            for (int lag : new int[] {0, 3_000, 5_000}) {
                for (int foreign : new int[] {never, -1, 400, 900, 4_000, 40_000}) {
                    for (boolean isCut : new boolean[] {false, true}) {
                        plans.add(new Plan(
                                millis(applied), Duration.ofMillis(lag), millis(foreign), isCut, isDropped, false));
                    }
                }
            }
        }
        return plans;
    }

    private static Score score(List<Plan> plans, Weakness weakness) {
        int wrong = 0;
        int confirmed = 0;
        int absent = 0;
        for (int i = 0; i < plans.size(); i++) {
            AttemptState end = new LostAnswer(plans.get(i), weakness, i).settledByItself(UNTIL_SETTLED);
            boolean isApplied = plans.get(i).applied() != null;
            boolean isAbsent = end instanceof AttemptState.Absent;
            boolean isRedeemed = end instanceof AttemptState.Settled;
            wrong += (isAbsent && isApplied) || (isRedeemed && !isApplied) ? 1 : 0;
            confirmed += isRedeemed ? 1 : 0;
            absent += isAbsent ? 1 : 0;
        }
        System.out.printf(
                "lost answers, %s: %d worlds, %d wrong, %d confirmed, %d absent%n",
                weakness, plans.size(), wrong, confirmed, absent);
        return new Score(plans.size(), wrong, confirmed, absent);
    }

    @Test
    void redeem_answerLostInEveryWorldOfTheGrid_isSettledByItselfAndNeverWrongly() {
        Score kept = score(grid(false), Weakness.NONE);
        Score dropped = score(grid(true), Weakness.NONE);

        figures.prove("lost answers: worlds of the grid", kept.worlds() + dropped.worlds());
        figures.prove("lost answers: settled wrongly", kept.wrong() + dropped.wrong());
        figures.prove("lost answers: found redeemed, lists keep ids", kept.confirmed());
        figures.prove("lost answers: proven absent, lists keep ids", kept.absent());
        figures.prove("lost answers: found redeemed, lists drop our id", dropped.confirmed());
    }

    @Test
    void redeem_oneGuardRemoved_isSettledWrongly() {
        figures.prove(
                "lost answers: settled wrongly without the horizon",
                score(grid(false), Weakness.NO_HORIZON).wrong());
        figures.prove(
                "lost answers: settled wrongly without completeness",
                score(grid(false), Weakness.NO_COMPLETENESS).wrong());
        figures.prove(
                "lost answers: settled wrongly without evidence for ids",
                score(grid(true), Weakness.NO_MARKER_EVIDENCE).wrong());
    }

    @Test
    void resolve_ticketAloneInAnotherProcess_settlesItToTheTruth() {
        int tickets = figures.target(TICKETS);
        Random random = new Random(5);
        int settled = 0;
        int wrong = 0;
        int run = 0;
        while (settled < tickets) {
            Duration applied = random.nextBoolean() ? Duration.ofMillis(random.nextInt(60_000)) : null;
            Plan plan = new Plan(
                    applied,
                    Duration.ofMillis(random.nextInt(5_000)),
                    random.nextBoolean() ? Duration.ofMillis(random.nextInt(40_000)) : null,
                    random.nextInt(8) == 0,
                    random.nextInt(8) == 0,
                    random.nextBoolean());
            Optional<Boolean> known =
                    new LostAnswer(plan, Weakness.NONE, run++).settledElsewhere(Duration.ofSeconds(20), 6);
            settled += known.isPresent() ? 1 : 0;
            wrong += known.isPresent() && known.get() != (applied != null) ? 1 : 0;
        }

        assertThat(run).isLessThan(2 * tickets);
        figures.prove(TICKETS, settled);
        figures.prove("lost answers: tickets settled wrongly", wrong);
    }
}
