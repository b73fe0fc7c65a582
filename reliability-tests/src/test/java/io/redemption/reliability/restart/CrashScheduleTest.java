package io.redemption.reliability.restart;

import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.reliability.Figures;
import io.redemption.reliability.restart.CrashSchedule.Result;
import io.redemption.reliability.restart.OrderRow.End;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An order whose processes end between any two steps is redeemed once, or honestly unknown, by each documented way. */
@Timeout(300)
class CrashScheduleTest {
    private static final String SCHEDULES = "restart: crash schedules";
    private static final int SCHEDULES_OF_A_BROKEN_WAY = 300;

    private final Figures figures = Figures.ofThisRun();

    @Test
    void order_processesEndBetweenAnySteps_isRedeemedOnceOrUnknown() {
        int schedules = figures.target(SCHEDULES);
        int ways = RecoveryWay.DOCUMENTED.size();
        Map<RecoveryWay, List<Result>> results = new EnumMap<>(RecoveryWay.class);
        for (int number = 0; number < schedules; number++) {
            RecoveryWay way = RecoveryWay.DOCUMENTED.get(number % ways);
            results.computeIfAbsent(way, w -> new ArrayList<>()).add(new CrashSchedule(way, number).run());
        }
        List<Result> all = results.values().stream().flatMap(List::stream).toList();
        Set<Step> lastSteps = EnumSet.noneOf(Step.class);
        all.forEach(result -> lastSteps.addAll(result.lastSteps()));

        assertThat(all).filteredOn(Result::isDoubled).isEmpty();
        assertThat(all).filteredOn(Result::isContradicted).isEmpty();
        figures.prove(SCHEDULES, all.size());
        figures.prove("restart: steps at which a process ended", lastSteps.size());
        figures.prove(
                "restart: processes that ended before their order",
                all.stream().mapToInt(Result::processesEnded).sum());
        figures.prove("restart: orders redeemed twice", count(all, End.DUPLICATE));
        figures.prove("restart: orders refused", count(all, End.REFUSED));
        results.forEach((way, of) -> {
            figures.prove("restart: orders redeemed, " + name(way), count(of, End.REDEEMED));
            figures.prove("restart: orders unknown, " + name(way), count(of, End.UNKNOWN));
        });
    }

    private static long count(List<Result> results, End end) {
        return results.stream().filter(result -> result.end() == end).count();
    }

    private static String name(RecoveryWay way) {
        return way.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    @ParameterizedTest
    @EnumSource(
            value = RecoveryWay.class,
            names = {"VOUCHES_BLINDLY", "PREPARED_UNSEEN", "FORGETFUL_JOURNAL", "GATEWAY_UNSEEN", "LOOKS_TOO_SOON"})
    void order_wayThatIsNotDocumented_isCaughtRedeemingTwice(RecoveryWay way) {
        boolean caught = LongStream.range(0, SCHEDULES_OF_A_BROKEN_WAY)
                .mapToObj(number -> new CrashSchedule(way, number).run())
                .anyMatch(Result::isDoubled);

        figures.prove("restart: " + name(way) + " caught", caught ? 1 : 0);
    }
}
