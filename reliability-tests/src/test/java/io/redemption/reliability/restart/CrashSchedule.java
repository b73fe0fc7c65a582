package io.redemption.reliability.restart;

import io.redemption.Redemptions;
import io.redemption.RedemptionsBuilder;
import io.redemption.port.AttemptJournal;
import io.redemption.port.IdSource;
import io.redemption.reliability.restart.OrderRow.End;
import io.redemption.testing.ManualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Random;
import java.util.Set;

/**
 * One order, redeemed by two or three processes of which only the last one lives long enough, in virtual time. One
 * number, one schedule: whatever is random comes of it.
 */
final class CrashSchedule {
    private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");
    private static final Duration TICK = Duration.ofSeconds(1);
    private static final Duration LONG_ENOUGH = Duration.ofMinutes(10);
    private static final int MOST_STEPS = 16;
    private static final int LONGEST_LIFE_SECONDS = 90;
    private static final int LONGEST_RESTART_SECONDS = 20;
    private static final int MOST_CLOCK_ERROR_SECONDS = 86_400;

    private final ManualTime world = ManualTime.at(NOON);
    private final Random random;
    private final RecoveryWay way;
    private final long number;
    private final SimulatedIssuer issuer;
    private final OrderRow row = new OrderRow();
    private final AttemptJournal surviving = AttemptJournal.inMemory();
    private final Set<Step> lastSteps = EnumSet.noneOf(Step.class);
    private int ended;

    CrashSchedule(RecoveryWay way, long number) {
        this.way = way;
        this.number = number;
        this.random = new Random(number);
        random.nextInt(); // near seeds begin alike
        this.issuer = new SimulatedIssuer(world, number, random);
    }

    /**
     * What came of a schedule.
     *
     * @param end how the order ended, as the shop knows it
     * @param redeemed how often the issuer has redeemed for it
     * @param processesEnded how many processes ended before the order had
     * @param lastSteps the steps that were not made any more
     */
    record Result(long number, End end, long redeemed, int processesEnded, Set<Step> lastSteps) {
        boolean isDoubled() {
            return redeemed > 1;
        }

        /** Whether the shop believes what the issuer's record denies. */
        boolean isContradicted() {
            return (end == End.REDEEMED && redeemed == 0) || (end == End.REFUSED && redeemed > 0);
        }
    }

    Result run() {
        int mortal = 1 + random.nextInt(2);
        for (int i = 0; i < mortal && row.end() == null; i++) {
            boolean endsWaiting = random.nextInt(5) == 0;
            int steps = endsWaiting ? Integer.MAX_VALUE : random.nextInt(MOST_STEPS);
            Duration life = endsWaiting ? Duration.ofSeconds(random.nextInt(LONGEST_LIFE_SECONDS)) : LONG_ENOUGH;
            live(steps, life);
            restart();
        }
        if (row.end() == null) {
            live(Integer.MAX_VALUE, LONG_ENOUGH);
        }
        world.advance(LONG_ENOUGH);
        End end = row.end() == null ? End.UNKNOWN : row.end();
        return new Result(number, end, issuer.redeemed(), ended, lastSteps);
    }

    private void live(int steps, Duration life) {
        Duration clockError =
                Duration.ofSeconds(random.nextInt(2 * MOST_CLOCK_ERROR_SECONDS) - MOST_CLOCK_ERROR_SECONDS);
        SimulatedProcess process = new SimulatedProcess(world, steps, clockError);
        new SimulatedShop(way, process, redemptions(process), issuer.redeemable(), row).begin();
        for (long i = 0; i < life.toSeconds() && row.end() == null && !process.hasEnded(); i++) {
            world.advance(TICK);
        }
        process.end();
        if (row.end() == null) {
            ended++;
        }
        if (process.last() != null) {
            lastSteps.add(process.last());
        }
    }

    private Redemptions redemptions(SimulatedProcess process) {
        AttemptJournal records = way.keepsRecords() ? surviving : AttemptJournal.inMemory();
        RedemptionsBuilder builder = Redemptions.builder(new SimulatedPort(issuer, process, world, random))
                .journal(new SimulatedJournal(records, process, way.saysItSurvives()))
                .time(process)
                .ids(IdSource.seeded(random.nextLong()));
        if (way.looksFirst()) {
            builder.lookFirst();
        }
        return builder.build();
    }

    private void restart() {
        world.advance(Duration.ofSeconds(random.nextInt(LONGEST_RESTART_SECONDS)));
        while (way.waitsForQuiet() && !issuer.isQuiet()) {
            world.advance(TICK);
        }
    }
}
